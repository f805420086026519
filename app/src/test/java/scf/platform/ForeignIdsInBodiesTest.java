package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.PURCHASE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.number;
import static scf.platform.LiveTown.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.node.ObjectNode;

/// What stands in a body can be another's as well as what stands in a path: whoever may make a call, and
/// names in it an object of a town with which it has nothing to do, is answered as if there were none.
@PlatformTest
class ForeignIdsInBodiesTest {

    @Autowired
    ApplicationContext platform;

    /// A call of somebody who may make it, around one id.
    ///
    /// @param code of the refusal: what is wrong is the id, and nothing before it
    private record Probe(String code, String foreign, String missing, Function<String, Answer> call) {}

    @Test
    void an_object_of_strangers_in_a_body_is_answered_as_one_that_nobody_has() {
        var own = new LiveTown(platform);
        var strangers = new LiveTown(platform);
        var probes = probes(own, strangers);

        var toldApart = new TreeMap<String, String>();
        probes.forEach((name, probe) -> {
            String foreign = seen(probe.call().apply(probe.foreign()), probe.foreign());
            String missing = seen(probe.call().apply(probe.missing()), probe.missing());
            if (!foreign.equals(missing) || !foreign.contains("\"" + probe.code() + "\"")) {
                toldApart.put(name, foreign + " and of what does not exist " + missing);
            }
        });

        assertThat(toldApart).isEmpty();
    }

    private static Map<String, Probe> probes(LiveTown own, LiveTown strangers) {
        String line = own.line(own.bank, "1000000.00");
        var claim = own.confirmed();
        var vouchers = own.active(3, text(claim, "/id"), "1000.00");
        String account = own.account(own.supplier);
        String loan = own.financed(own.supplier, vouchers.get(0), PLEDGE, "1000.00", own.bank, account);
        String request = own.request(vouchers.get(1), PLEDGE, "1000.00", own.bank);
        var _ = own.offer(own.bank, request, PLEDGE, "1000.00");
        String pending = own.request(vouchers.get(2), PLEDGE, "1000.00", own.bank);
        own.accepted(pending, own.offer(own.bank, pending, PLEDGE, "1000.00"));
        own.registered(own.bank, pending);
        String waiting =
                text(own.write(own.bank, "/v1/loans", Map.of("requestId", pending, "amount", cny("1000.00"))), "/id");

        String theirLine = strangers.line(strangers.bank, "1000000.00");
        var theirClaim = strangers.confirmed();
        var theirs = strangers.active(2, text(theirClaim, "/id"), "1000.00");
        String theirAccount = strangers.account(strangers.supplier);
        String theirLoan =
                strangers.financed(strangers.supplier, theirs.get(0), PLEDGE, "1000.00", strangers.bank, theirAccount);
        String theirRequest = strangers.request(theirs.get(1), PURCHASE, "1000.00", strangers.bank);
        String theirOffer = strangers.offer(strangers.bank, theirRequest, PURCHASE, "1000.00");
        String theirNode = text(strangers.read(strangers.bank, "/v1/credit-lines/" + theirLine), "/nodes/2/id");
        String theirInvoice = text(theirClaim, "/invoiceId");
        String theirReceivable = text(theirClaim, "/id");
        String theirOrder = strangers.order(strangers.supplier, strangers.master);
        String theirTerms = text(strangers.write(strangers.bank, "/v1/standing-terms", terms(strangers)), "/id");
        var unclaimed = text(own.claimed(), "/id");

        var probes = new LinkedHashMap<String, Probe>();
        probes.put(
                "an invoice to claim",
                of(
                        "no_such_document",
                        theirInvoice,
                        id -> post(
                                own, own.supplier, "/v1/receivables", Map.of("invoiceId", id, "contractNo", "HT-1"))));
        probes.put(
                "a document beside a claim",
                of(
                        "no_such_document",
                        theirOrder,
                        id -> post(
                                own,
                                own.supplier,
                                "/v1/receivables/" + unclaimed + "/documents",
                                Map.of("documentIds", List.of(id)))));
        probes.put(
                "a receivable to confirm with others",
                of(
                        "rows_refused",
                        theirReceivable,
                        id -> post(
                                own,
                                own.master,
                                "/v1/confirmations/prepare",
                                Map.of("rows", List.of(Map.of("receivableId", id))))));
        probes.put(
                "a receivable to issue on",
                of(
                        "not_found",
                        theirReceivable,
                        id -> post(
                                own,
                                own.master,
                                "/v1/vouchers/prepare",
                                Map.of("receivableId", id, "amount", cny("1.00"), "dueDate", own.due.toString()))));
        probes.put(
                "the trade document of a transfer",
                of(
                        "no_trade_document",
                        theirOrder,
                        id -> post(
                                own,
                                own.supplier,
                                "/v1/vouchers/" + vouchers.get(1) + "/transfer/prepare",
                                Map.of(
                                        "parts",
                                        List.of(Map.of(
                                                "payeeId",
                                                own.stranger.id(),
                                                "amount",
                                                cny("1.00"),
                                                "documentId",
                                                id))))));
        probes.put(
                "a voucher to finance",
                new Probe(
                        "not_found",
                        theirs.get(1),
                        "V" + number().substring(0, 16),
                        no -> post(
                                own,
                                own.supplier,
                                "/v1/financing-requests",
                                Map.of("voucherNo", no, "product", PLEDGE, "bankIds", List.of(own.bank.id())))));
        probes.put(
                "a voucher to finance with others",
                new Probe(
                        "not_found",
                        theirs.get(1),
                        "V" + number().substring(0, 16),
                        no -> post(
                                own,
                                own.supplier,
                                "/v1/financing-bundles",
                                Map.of(
                                        "voucherNos",
                                        List.of(vouchers.get(1), no),
                                        "product",
                                        PLEDGE,
                                        "bankIds",
                                        List.of(own.bank.id())))));
        probes.put(
                "an offer to accept",
                of(
                        "no_such_offer",
                        theirOffer,
                        id -> post(
                                own,
                                own.supplier,
                                "/v1/financing-requests/" + request + "/acceptance/prepare",
                                Map.of("offerId", id))));
        probes.put(
                "a request to register",
                of(
                        "not_found",
                        theirRequest,
                        id -> post(
                                own,
                                own.bank,
                                "/v1/registrations",
                                Map.of(
                                        "requestId",
                                        id,
                                        "registrationNo",
                                        number(),
                                        "registeredAt",
                                        "2026-01-05T01:00:00Z",
                                        "searchedAt",
                                        "2026-01-05T01:00:00Z",
                                        "searchResult",
                                        "NO_PRIOR_REGISTRATION",
                                        "assetText",
                                        "x"))));
        probes.put(
                "a request to lend on",
                of(
                        "not_found",
                        theirRequest,
                        id -> post(own, own.bank, "/v1/loans", Map.of("requestId", id, "amount", cny("1000.00")))));
        probes.put(
                "an account to pay to",
                of(
                        "account_not_verified",
                        theirAccount,
                        id -> post(
                                own,
                                own.bank,
                                "/v1/loans/" + waiting + "/disbursement/prepare",
                                Map.of("accountId", id))));
        probes.put(
                "a loan that is meant",
                of(
                        "designated_loan_not_owed",
                        theirLoan,
                        id -> post(
                                own,
                                own.bank,
                                "/v1/repayments",
                                Map.of(
                                        "borrowerId",
                                        own.supplier.id(),
                                        "amount",
                                        cny("1.00"),
                                        "bankReference",
                                        "R-" + number(),
                                        "designatedLoanIds",
                                        List.of(id)))));
        probes.put(
                "a limit to stand behind",
                of(
                        "not_to_be_covered",
                        theirNode,
                        id -> post(
                                own,
                                own.bank,
                                "/v1/guarantee-pools",
                                Map.of(
                                        "guarantorId",
                                        own.master.id(),
                                        "limit",
                                        cny("1.00"),
                                        "effectiveFrom",
                                        own.today.toString(),
                                        "effectiveTo",
                                        own.due.toString(),
                                        "document",
                                        "保证合同",
                                        "nodeIds",
                                        List.of(id)))));
        probes.put(
                "terms to end",
                of("not_found", theirTerms, id -> post(own, own.bank, "/v1/standing-terms/" + id + "/end", Map.of())));
        probes.put(
                "a loan's subject",
                of("not_found", theirLoan, id -> own.bank.client().get("/v1/explanations/" + id)));
        probes.put(
                "a voucher's subject",
                of("not_found", theirs.get(0), id -> own.master.client().get("/v1/explanations/" + id)));
        probes.put(
                "own loan, their repayment",
                of(
                        "not_found",
                        theirLoan,
                        id -> post(
                                own,
                                own.bank,
                                "/v1/loans/" + loan + "/repayments/" + id + "/reversal",
                                Map.of("reason", "x"))));
        probes.put(
                "own line, their node",
                of(
                        "not_found",
                        theirNode,
                        id -> own.bank
                                .client()
                                .call(
                                        "PATCH",
                                        "/v1/credit-lines/" + line + "/nodes/" + id,
                                        Map.of(
                                                "Content-Type",
                                                "application/json",
                                                "Idempotency-Key",
                                                UUID.randomUUID().toString()),
                                        "{\"limit\":{\"amount\":\"1.00\",\"currency\":\"CNY\"}}"
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        probes.put(
                "own request, their document",
                of(
                        "not_found",
                        theirInvoice,
                        id -> own.bank
                                .client()
                                .get("/v1/financing-requests/" + request + "/evidence/" + id + "/original")));
        return probes;
    }

    private static Probe of(String code, String foreign, Function<String, Answer> call) {
        return new Probe(code, foreign, UUID.randomUUID().toString(), call);
    }

    private static Map<String, Object> terms(LiveTown town) {
        return Map.of(
                "masterId",
                town.master.id(),
                "product",
                PLEDGE,
                "annualRate",
                "3.8500",
                "dayCount",
                "ACT_360",
                "most",
                cny("1.00"),
                "fees",
                cny("0.00"),
                "offerHours",
                24,
                "effectiveFrom",
                town.today.toString(),
                "effectiveTo",
                town.due.toString());
    }

    private static Answer post(LiveTown town, LiveTown.Party caller, String path, Object body) {
        return town.post(caller.client(), path, body);
    }

    /// All that a caller can compare: status and body, without the trace of the answer and the id that was
    /// asked for.
    private static String seen(Answer answer, String id) {
        if (answer.status() < 400) {
            return answer.status() + " " + answer.text();
        }
        var problem = (ObjectNode) LiveTown.json(answer);
        problem.remove("instance");
        return answer.status() + " " + problem.toString().replace(id, "…");
    }
}
