package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import scf.platform.reconciliation.Rebuilding;
import tools.jackson.databind.JsonNode;

/// What a newcomer sees: the platform starts, the practice city plays the main job through the public doors, and its
/// journal tells it with the figures of the trade.
class PracticeJourneyTest {

    @Test
    void the_first_start_plays_the_main_job_to_its_end_and_the_second_plays_nothing_twice() throws Exception {
        var town = PracticeTown.played();
        everyLineOfTheJourneyStandsIn(town.journal());

        var sql = TestDatabase.sql(town.store());
        var doneOnce = whatWasDone(sql);
        try (var again = town.start()) {
            Thread.sleep(500);
            assertThat(town.journalNow()).isEqualTo(town.journal());
            assertThat(whatWasDone(sql)).isEqualTo(doneOnce);
            // Made anew from block 0 it is the same, and every row says what the ledger says.
            var anew = again.getBean(Rebuilding.class).into("anew_" + UUID.randomUUID());
            assertThat(anew.isEqual()).as(anew.toString()).isTrue();
        }
    }

    /// A million of 数电票, sold: T6, 990,588.89 after a discount of 9,411.11. A family of UBL documents, pledged: 90 of
    /// 100 were received, so 96.75 of 107.50 are confirmed.
    static void everyLineOfTheJourneyStandsIn(JsonNode journal) {
        var amounts = new LinkedHashMap<String, String>();
        for (JsonNode line : journal.path("lines")) {
            amounts.put(line.path("step").asString(), line.path("amount").asString());
        }
        assertThat(amounts)
                .contains(
                        entry("spindles-claim", "1000000.00"),
                        entry("spindles-confirmation", "1000000.00"),
                        entry("spindles-offer-bank-harbour", "990588.89"),
                        entry("spindles-disbursement", "990588.89"),
                        entry("castings-claim", "107.50"),
                        entry("castings-confirmation", "96.75"),
                        entry("castings-issue", "96.75"),
                        entry("castings-disbursement", "80.00"),
                        entry("early-repayment", "20.00"),
                        entry("castings-bank-receipt", "96.75"),
                        entry("spindles-bank-receipt", "1000000.00"),
                        entry("line-restored", "4000000.00"));
        assertThat(amounts.keySet())
                .containsSubsequence(
                        "register-chain-master",
                        "chain",
                        "whitelist-listing",
                        "sub-limits-bank-south",
                        "spindles-invoice",
                        "spindles-voucher-acceptance",
                        "spindles-acceptance",
                        "spindles-registration",
                        "spindles-loan",
                        "castings-acceptance",
                        "castings-due",
                        "castings-loan-settled",
                        "spindles-loan-settled",
                        "line-restored");
        assertThat(stepsOnTheLedger(journal))
                .contains(
                        "castings-confirmation",
                        "castings-issue",
                        "castings-voucher-acceptance",
                        "castings-acceptance",
                        "castings-disbursement",
                        "castings-bank-receipt");
    }

    private static Stream<String> stepsOnTheLedger(JsonNode journal) {
        return journal.path("lines")
                .valueStream()
                .filter(line -> line.path("transactionId").asString().matches("[0-9a-f]{64}"))
                .map(line -> line.path("step").asString());
    }

    /// Calls that were made, what the ledger was told, money that moved.
    private static List<Integer> whatWasDone(DSLContext sql) {
        return Stream.of("signing.receipts", "ledger.entries", "loan.loans", "loan.repayments", "creditline.movements")
                .map(table -> sql.fetchCount(DSL.table(table)))
                .toList();
    }
}
