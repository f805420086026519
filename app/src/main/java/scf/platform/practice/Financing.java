package scf.platform.practice;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Lines 7 to 17 of the journey, which both receivables of the play walk: from the claim to the money.
final class Financing {

    private final Script.Stage stage;
    private final Player player;
    private final Cast cast;
    private final PracticeParty supplier;

    /// Before every name and step of this receivable.
    private final String prefix;

    Financing(Script.Stage stage, PracticeParty supplier, String prefix) {
        this.stage = stage;
        this.player = stage.player();
        this.cast = stage.cast();
        this.supplier = supplier;
        this.prefix = prefix;
    }

    /// A voucher on which a bank has paid out.
    ///
    /// @param amount the principal
    /// @param due when the voucher is paid
    record Financed(
            PracticeParty supplier, PracticeParty bank, String voucher, String amount, String loan, String due) {}

    /// A bank's answer to a request.
    record Bid(PracticeParty bank, String annualRate, String fees) {}

    String document(String name, String path, String content) {
        boolean xml = content.startsWith("<");
        Answer answer = xml
                ? player.postXml(supplier, prefix + name, path, content)
                : player.postJson(supplier, prefix + name, path, content);
        stage.tell(
                prefix + name,
                supplier,
                "hands in " + answer.text("/kind") + " " + answer.text("/number"),
                Notebook.Told.of(answer.text("/id")));
        return answer.text("/id");
    }

    /// Claims, and has the debtor's maker and checker confirm what was received.
    String confirmed(Map<String, Object> claim) {
        JsonNode receivable = player.post(supplier, prefix + "claim", "/v1/receivables", claim)
                .json();
        String id = receivable.path("id").asString();
        String confirmable = receivable.at("/supported/amount").asString();
        stage.tell(
                prefix + "claim",
                supplier,
                "claims a receivable, " + receivable.path("state").asString() + ", "
                        + receivable.path("findings").size() + " findings",
                told(id, receivable.at("/gross/amount").asString()));
        var act = player.act(
                cast.master(),
                Cast.CHECKER,
                prefix + "confirmation",
                "/v1/receivables/" + id + "/confirmation",
                Map.of("amount", Opening.cny(confirmable)),
                null);
        stage.tell(
                prefix + "confirmation",
                cast.master(),
                "confirms by maker and checker",
                told(id, confirmable).on(act.transactionId()));
        return id;
    }

    String voucher(String receivable, String amount, String dueDate) {
        var issue = player.act(
                cast.master(),
                prefix + "issue",
                "/v1/vouchers",
                Map.of("receivableId", receivable, "amount", Opening.cny(amount), "dueDate", dueDate),
                null);
        String no = issue.answer().text("/no");
        stage.tell(
                prefix + "issue",
                cast.master(),
                "issues voucher " + no,
                told(no, amount).on(issue.transactionId()));
        var acceptance = player.act(
                supplier, prefix + "voucher-acceptance", "/v1/vouchers/" + no + "/acceptance", Map.of(), null);
        stage.tell(
                prefix + "voucher-acceptance",
                supplier,
                "accepts voucher " + no,
                told(no, amount).on(acceptance.transactionId()));
        return no;
    }

    /// Asks the banks, hears their offers, and accepts that of the last, which is the best.
    String accepted(String voucher, String product, String amount, List<Bid> bids) {
        String request = player.post(
                        supplier,
                        prefix + "request",
                        "/v1/financing-requests",
                        Map.of(
                                "voucherNo",
                                voucher,
                                "product",
                                product,
                                "amount",
                                Opening.cny(amount),
                                "bankIds",
                                bids.stream()
                                        .map(bid -> bid.bank().enterpriseId())
                                        .toList()))
                .text("/id");
        stage.tell(
                prefix + "request", supplier, "asks " + bids.size() + " banks for money on it", told(request, amount));
        String best = "";
        for (Bid bid : bids) {
            JsonNode offer = player.post(
                            bid.bank(),
                            prefix + "offer-" + bid.bank().name(),
                            "/v1/financing-requests/" + request + "/offers",
                            Map.of(
                                    "product", product,
                                    "amount", Opening.cny(amount),
                                    "annualRate", bid.annualRate(),
                                    "dayCount", "ACT_360",
                                    "fees", Opening.cny(bid.fees()),
                                    "validUntil", stage.inADay()))
                    .json();
            best = offer.path("id").asString();
            stage.tell(
                    prefix + "offer-" + bid.bank().name(),
                    bid.bank(),
                    "offers at " + bid.annualRate() + " %, all-in annual cost "
                            + offer.path("allInAnnualCost").asString() + " %, net proceeds",
                    told(best, offer.at("/netProceeds/amount").asString()));
        }
        var lock = player.act(
                supplier,
                prefix + "acceptance",
                "/v1/financing-requests/" + request + "/acceptance",
                Map.of("offerId", best),
                Map.of("offerId", best));
        stage.tell(
                prefix + "acceptance",
                supplier,
                "accepts the offer of " + bids.getLast().bank().role().title() + "; voucher " + voucher + " is locked",
                told(request, amount).on(lock.transactionId()));
        return request;
    }

    /// Registers at 中登网, originates and pays out.
    ///
    /// @param registrationNo twenty digits, as 中登网 gives them
    Financed financed(
            String registrationNo,
            String request,
            PracticeParty bank,
            String voucher,
            String amount,
            String due,
            String account) {
        String text = player.get(bank, "/v1/financing-requests/" + request + "/registration-text")
                .path("text")
                .asString();
        String now = stage.now();
        String registration = player.post(
                        bank,
                        prefix + "registration",
                        "/v1/registrations",
                        Map.of(
                                "requestId", request,
                                "registrationNo", registrationNo,
                                "registeredAt", now,
                                "searchedAt", now,
                                "searchResult", "NO_PRIOR_REGISTRATION",
                                "assetText", text))
                .text("/id");
        stage.tell(prefix + "registration", bank, "registers the receivable at 中登网", Notebook.Told.of(registration));
        JsonNode loan = player.post(
                        bank, prefix + "loan", "/v1/loans", Map.of("requestId", request, "amount", Opening.cny(amount)))
                .json();
        String id = loan.path("id").asString();
        stage.tell(prefix + "loan", bank, "originates the loan", told(id, amount));
        var fund = player.act(
                bank,
                prefix + "disbursement",
                "/v1/loans/" + id + "/disbursement",
                Map.of("accountId", account),
                Map.of("accountId", account));
        String net =
                player.get(bank, "/v1/loans/" + id).at("/netProceeds/amount").asString();
        stage.tell(
                prefix + "disbursement",
                bank,
                "pays out to the verified account of " + supplier.role().title(),
                told(id, net).on(fund.transactionId()));
        return new Financed(supplier, bank, voucher, amount, id, due);
    }

    private static Notebook.Told told(String subject, String amount) {
        return Notebook.Told.of(subject, amount, "CNY");
    }
}
