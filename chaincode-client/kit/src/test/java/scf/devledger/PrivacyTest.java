package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.ConfirmRow;
import scf.contract.DiluteRow;
import scf.contract.FundRow;
import scf.contract.LockRow;
import scf.contract.Product;
import scf.contract.ReleaseRow;
import scf.contract.Role;
import scf.contract.SettleRow;
import scf.contract.SignedAct;
import scf.contract.TransferRow;
import scf.gateway.Checkpoint;
import scf.gateway.LedgerEvents;
import scf.gateway.Told;

/// Nobody but city and platform learns names, amounts or invoice numbers from the ledger: they are planted in the rows
/// of a whole road and looked for in everything that any member of the channel can see.
class PrivacyTest {

    private static final String SELLER = "91330106MA2CDSUPPL 海港精密铸件有限公司 Haigang Castings";
    private static final String BUYER = "91310115MA1K4DEBTR 东海重型机械集团 Donghai Heavy Industries";
    private static final String INVOICE = "26332000001048576301";
    private static final String RELEASE_REASON = "the offer lapsed over the holidays 报价过期未续";
    private static final String DECLINE_REASON = "we would rather have cash 宁要现金不要凭证";
    private static final String REJECT_REASON = "the castings were cracked 铸件有裂纹";
    private static final String VOID_REASON = "the order was withdrawn 订单已撤回";
    private static final String COURT = "Ningbo Maritime Court 宁波海事法院";
    private static final String CREDIT_NOTE = "red-letter-26332000009988776655";
    private static final String RECEIPT = "CCB2026112200431877";
    private static final String REQUEST = "request-7741902-spring";
    private static final String OFFER = "offer-5520913-winter";
    private static final String LOAN = "loan-20261122-5530718";
    private static final long TOTAL = 98_765_432_109L;
    private static final long CONFIRMED = 87_654_321_098L;
    private static final long FACE = 76_543_210_987L;
    private static final long MOVED = 54_321_098_765L;
    private static final long DILUTED = 43_210_987_654L;
    private static final long RATE = 65_432_109_876L;
    private static final long FEES = 32_109_876_543L;
    private static final Party SECOND = Party.of(Role.ENTERPRISE, Algorithm.SM2_SM3);
    private static final int ACTS = 24;

    private static final TestLedger LEDGER = new TestLedger();
    private static final Town TOWN = Town.with(Algorithm.SM2_SM3);
    private static final Secrets SECRETS = new Secrets();
    private static long last;

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @BeforeAll
    static void walk() {
        List.of(SELLER, BUYER, INVOICE, RELEASE_REASON, RECEIPT, REQUEST, OFFER, LOAN, Deeds.DOCUMENT)
                .forEach(SECRETS::plant);
        List.of(DECLINE_REASON, REJECT_REASON, VOID_REASON, COURT, CREDIT_NOTE).forEach(SECRETS::plant);
        // The parts of a name, too.
        List.of("海港精密铸件有限公司", "Haigang Castings", "东海重型机械集团", "Donghai Heavy", "91330106MA2CDSUPPL")
                .forEach(SECRETS::plant);
        List.of(TOTAL, CONFIRMED, FACE, RATE, FEES, MOVED, FACE - MOVED, DILUTED)
                .forEach(SECRETS::plant);
        List.of(TOWN.debtor(), TOWN.supplier(), TOWN.bank(), SECOND)
                .forEach(party -> SECRETS.plant(UUID.fromString(party.id())));

        LEDGER.written(Deeds.register(LEDGER.city, TOWN.bank()));
        LEDGER.written(Deeds.register(LEDGER.city, TOWN.debtor()));
        LEDGER.written(Deeds.register(TOWN.bank(), TOWN.supplier()));
        LEDGER.written(Deeds.confirm(TOWN.debtor(), confirmation()));
        LEDGER.written(Deeds.issue(TOWN.debtor(), TOWN.supplier(), TOWN.voucher(), TOWN.receivable(), FACE));
        LEDGER.written(Deeds.accept(TOWN.supplier(), TOWN.voucher(), 1));
        LEDGER.written(lock(2));
        LEDGER.written(Deeds.act(
                TOWN.bank(),
                ActType.RELEASE,
                TOWN.voucher(),
                3,
                new ReleaseRow(TOWN.voucher(), TOWN.bank().id(), RELEASE_REASON)));
        LEDGER.written(lock(4));
        LEDGER.written(Deeds.act(
                TOWN.bank(),
                ActType.FUND,
                TOWN.voucher(),
                5,
                new FundRow(TOWN.voucher(), TOWN.bank().id(), LOAN, OFFER, Product.PURCHASE, FACE, Deeds.CNY)));
        walkSideRoads();
        last = LEDGER.written(
                Deeds.settle(TOWN.bank(), TOWN.voucher(), new SettleRow(TOWN.voucher(), 6, RECEIPT, FACE, Deeds.CNY)));
    }

    /// A second voucher of the same receivable goes every way that does not end with money.
    private static void walkSideRoads() {
        LEDGER.written(Deeds.register(TOWN.bank(), SECOND));
        LEDGER.written(Deeds.confirm(TOWN.debtor(), anotherConfirmation("r-side")));
        LEDGER.written(Deeds.reject(TOWN.debtor(), anotherConfirmation("r-never"), REJECT_REASON));
        LEDGER.written(Deeds.issue(TOWN.debtor(), TOWN.supplier(), "V-side", "r-side", FACE));
        LEDGER.written(Deeds.accept(TOWN.supplier(), "V-side", 1));
        LEDGER.written(Deeds.cancel(TOWN.debtor(), TOWN.supplier(), "V-side", 2, VOID_REASON));
        LEDGER.written(Deeds.issue(TOWN.debtor(), TOWN.supplier(), "V-way", "r-side", FACE));
        LEDGER.written(Deeds.accept(TOWN.supplier(), "V-way", 1));
        var transfer = new TransferRow(
                "V-way",
                TOWN.supplier().id(),
                List.of(new TransferRow.Part("V-way-1", SECOND.id(), MOVED, Deeds.DOCUMENT)),
                List.of(new TransferRow.Kept("V-way-2", FACE - MOVED)),
                null);
        LEDGER.written(Deeds.transfer(TOWN.supplier(), transfer, 2));
        LEDGER.written(Deeds.decline(SECOND, "V-way-1", 1, DECLINE_REASON));
        LEDGER.written(Deeds.freeze(LEDGER.city, "V-way-1.R", 1, COURT));
        LEDGER.written(Deeds.unfreeze(LEDGER.city, "V-way-1.R", 2, COURT));
        var dilution = new DiluteRow(
                "r-side",
                TOWN.debtor().id(),
                TOWN.supplier().id(),
                DILUTED,
                Deeds.CNY,
                CREDIT_NOTE,
                List.of("V-way-1.R"));
        LEDGER.written(Deeds.dilute(TOWN.debtor(), List.of(TOWN.supplier()), dilution, 1));
    }

    private static ConfirmRow anotherConfirmation(String receivable) {
        return new ConfirmRow(
                receivable,
                0,
                TOWN.debtor().id(),
                TOWN.supplier().id(),
                SELLER,
                BUYER,
                INVOICE + receivable,
                Deeds.today().minusDays(3),
                TOTAL,
                CONFIRMED,
                Deeds.CNY,
                Deeds.due());
    }

    private static ConfirmRow confirmation() {
        return new ConfirmRow(
                TOWN.receivable(),
                0,
                TOWN.debtor().id(),
                TOWN.supplier().id(),
                SELLER,
                BUYER,
                INVOICE,
                Deeds.today().minusDays(3),
                TOTAL,
                CONFIRMED,
                Deeds.CNY,
                Deeds.due());
    }

    private static SignedAct lock(long version) {
        var until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
        var row = new LockRow(
                TOWN.voucher(),
                TOWN.supplier().id(),
                TOWN.bank().id(),
                REQUEST,
                OFFER,
                Product.PURCHASE,
                FACE,
                Deeds.CNY,
                "UP_FRONT",
                RATE,
                "ACT_360",
                FEES,
                until);
        return Deeds.act(TOWN.supplier(), ActType.LOCK, TOWN.voucher(), version, row);
    }

    @Test
    void no_block_shows_what_was_planted() {
        var blocks = LEDGER.blocks(last);
        assertThat(blocks).hasSizeGreaterThan(ACTS);
        blocks.forEach(block -> assertThat(SECRETS.foundIn(block.toByteArray())).isEmpty());
        // And as they are stored.
        LEDGER.stored("select content from devledger.blocks")
                .forEach(block -> assertThat(SECRETS.foundIn(block)).isEmpty());
    }

    @Test
    void no_event_shows_what_was_planted() {
        List<Told> told = new ArrayList<>();
        try (LedgerEvents events = LEDGER.client.events(Checkpoint.BEGINNING)) {
            do {
                told.add(events.next());
            } while (told.getLast().block() < last);
        }
        assertThat(told).hasSize(ACTS);
        told.forEach(one ->
                assertThat(SECRETS.foundIn(one.event().bytes().toArray())).isEmpty());
    }

    @Test
    void no_public_state_shows_what_was_planted() {
        for (String query : List.of(
                "select key from devledger.public_state",
                "select value from devledger.public_state",
                "select key_hash from devledger.hashed_state",
                "select value_hash from devledger.hashed_state",
                "select convert_to(id, 'UTF8') from devledger.transactions")) {
            assertThat(LEDGER.stored(query))
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(SECRETS.foundIn(value)).isEmpty());
        }
    }

    @Test
    void an_outsider_holds_nothing_private_at_all() {
        assertThat(LEDGER.stored("select value from devledger.private_state where organisation = 'OutsiderMSP'"))
                .isEmpty();
        assertThat(LEDGER.stored("select content from devledger.transient_writes"))
                .isEmpty();
    }

    @Test
    void the_same_scanner_finds_what_was_planted_where_it_belongs() {
        List<String> found = new ArrayList<>();
        LEDGER.stored("select value from devledger.private_state where organisation = 'CityMSP'")
                .forEach(value -> found.addAll(SECRETS.foundIn(value)));
        assertThat(found)
                .contains(
                        TOWN.supplier().id() + " as UTF-8",
                        TOWN.debtor().id() + " as UTF-8",
                        TOTAL + " as UTF-8",
                        CONFIRMED + " as UTF-8",
                        FACE + " as UTF-8");
        assertThat(SECRETS.size()).isGreaterThan(500);
        assertThat(SECRETS.notFoundInThemselves()).isEmpty();
    }
}
