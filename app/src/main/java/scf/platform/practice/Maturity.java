package scf.platform.practice;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Lines 18 to 20 of the journey: a repayment before its day, maturity, the bank's receipt, settlement, the line
/// restored.
final class Maturity {

    private static final LocalDate EARLY = LocalDate.of(2026, 10, 15);

    private final Script.Stage stage;
    private final Player player;
    private final Cast cast;
    private final Opening.Opened opened;
    private final Financing.Financed large;
    private final Financing.Financed small;

    Maturity(Script.Stage stage, Opening.Opened opened, Financing.Financed large, Financing.Financed small) {
        this.stage = stage;
        this.player = stage.player();
        this.cast = stage.cast();
        this.opened = opened;
        this.large = large;
        this.small = small;
    }

    void play() {
        player.moveBusinessDate(EARLY);
        JsonNode repaid = player.post(
                        small.bank(),
                        "early-repayment",
                        "/v1/loans/" + small.loan() + "/repayments",
                        Map.of("amount", Opening.cny("20.00"), "bankReference", "R20261015-0001"))
                .json();
        stage.tell(
                "early-repayment",
                small.bank(),
                "records a repayment before maturity, "
                        + repaid.at("/loan/state").asString(),
                Notebook.Told.of(small.loan(), "20.00", "CNY"));
        settled("castings-", small);
        settled("spindles-", large);
        JsonNode line = player.get(
                large.bank(),
                "/v1/credit-lines/" + opened.line(large.bank()) + "/availability?supplier="
                        + large.supplier().enterpriseId() + "&product=PAYABLES_FINANCE");
        stage.tell(
                Script.LAST_STEP,
                large.bank(),
                "has its line back; available again",
                Notebook.Told.of(
                        opened.line(large.bank()), line.at("/available/amount").asString(), "CNY"));
    }

    private void settled(String prefix, Financing.Financed financed) {
        player.moveBusinessDate(LocalDate.parse(financed.due()));
        JsonNode instruction = instruction(financed);
        String amount = instruction.at("/amount/amount").asString();
        stage.tell(
                prefix + "due",
                cast.master(),
                "is told to pay voucher " + financed.voucher() + " under "
                        + instruction.path("reference").asString(),
                told(financed.voucher(), amount));
        String notice = Papers.notice(Map.of(
                "messageId",
                "N" + financed.due().replace("-", "") + "0001",
                "createdAt",
                financed.due() + "T09:00:00+08:00",
                "creditedAccount",
                "6222000000000000999",
                "currency",
                "CNY",
                "amount",
                amount,
                "bookedOn",
                financed.due(),
                "bankReference",
                "B" + financed.due().replace("-", "") + "0001",
                "reference",
                instruction.path("reference").asString(),
                "payerName",
                cast.master().role().title()));
        var settlement = player.act(
                financed.bank(),
                prefix + "bank-receipt",
                "/v1/bank-receipts",
                Map.of("camt054", notice),
                Map.of("camt054", notice));
        stage.tell(
                prefix + "bank-receipt",
                financed.bank(),
                "reports the money received and settles voucher " + financed.voucher(),
                told(financed.voucher(), amount).on(settlement.transactionId()));
        JsonNode loan = player.await(
                financed.bank(),
                "/v1/loans/" + financed.loan(),
                read -> read.path("state").asString().equals("SETTLED"));
        stage.tell(
                prefix + "loan-settled",
                financed.bank(),
                "the loan is " + loan.path("state").asString(),
                told(financed.loan(), financed.amount()));
    }

    private JsonNode instruction(Financing.Financed financed) {
        JsonNode list = player.await(
                financed.bank(), "/v1/clearing-instructions?limit=200", read -> find(read, financed.voucher()) != null);
        JsonNode found = find(list, financed.voucher());
        if (found == null) {
            throw new IllegalStateException("No clearing instruction for voucher " + financed.voucher());
        }
        return found;
    }

    private static @Nullable JsonNode find(JsonNode list, String voucher) {
        for (JsonNode instruction : list.path("items")) {
            if (instruction.path("voucherNo").asString().equals(voucher)) {
                return instruction;
            }
        }
        return null;
    }

    private static Notebook.Told told(String subject, String amount) {
        return Notebook.Told.of(subject, amount, "CNY");
    }
}
