package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.PURCHASE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import scf.contract.Algorithm;
import scf.platform.LiveTown.Part;
import scf.platform.LiveTown.Party;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.CreditLines;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.JsonNode;

/// One promise of the chain-master, in the hands of many: split, passed on over tiers, sold, pledged or kept, and on
/// its day paid to everybody to whom it belongs by then. All of it through the signed doors.
@PlatformTest
@Import(MovableDate.class)
class HoldersOfRecordTest {

    @Autowired
    ApplicationContext platform;

    @Autowired
    BusinessDates businessDates;

    @Autowired
    CreditLines creditLines;

    private LiveTown town;
    private String line;

    /// Suppliers of the supplier, at the second and the third tier.
    private Party second;

    private Party third;

    @BeforeEach
    void a_chain_of_three_tiers() {
        town = new LiveTown(platform);
        line = town.line(town.bank, "10000000.00");
        second = town.enterprise("SMALL", Algorithm.ECDSA_P256_SHA256);
        third = town.enterprise("MICRO", Algorithm.SM2_SM3);
        town.member(second, 2, town.supplier, town.bank, line);
        town.member(third, 3, second, town.bank, line);
    }

    /// 1,000,000.00, issued to the first tier, goes 400,000.00 to the second and 250,000.00 to the third, and of the
    /// second's 100,000.00 to the third. The second sells what it has left, the first pledges what it has kept,
    /// and the third waits for its money.
    @Test
    void one_receipt_pays_all_holders_of_record_of_a_root_and_closes_its_loans() {
        String root = town.active(1, "1000000.00").getFirst();
        var first = town.passed(town.supplier, root, new Part(second, "400000.00"), new Part(third, "250000.00"));
        var next = town.passed(second, first.get(0), new Part(third, "100000.00"));
        String kept = first.get(2);
        String sold = next.get(1);
        var waiting = List.of(first.get(1), next.get(0));
        town.account(third);
        String sale = town.financed(second, sold, PURCHASE, "300000.00", town.bank, town.account(second));
        String pledge = town.financed(town.supplier, kept, PLEDGE, "200000.00", town.bank, town.account(town.supplier));
        assertThat(line("/nodes/0/used/amount")).isEqualTo("500000.00");
        whoHasRegisteredFirstIsPaidFirst(text(voucher(town.master, root), "/receivableId"));
        var payableOn = LocalDate.parse(text(voucher(town.supplier, kept), "/payableOn"));
        long days = ChronoUnit.DAYS.between(town.today, payableOn);
        String interest = fen(Math.round(20_000_000 * 0.0385 * days / 360));

        businessDates.move(payableOn);
        String receipt = receipt("root", instructionsOf(Set.of(kept, sold, waiting.get(0), waiting.get(1))));

        assertThat(text(town.read(town.bank, "/v1/bank-receipts/" + receipt), "/state"))
                .isEqualTo("SETTLED");
        assertThat(payees(second, sold)).as("who has sold is owed nothing").isEmpty();
        assertThat(payees(town.bank, sold)).containsExactly("HOLDER " + town.bank.id() + " 300000.00");
        assertThat(payees(third, waiting.get(0))).containsExactly("HOLDER " + third.id() + " 250000.00");
        assertThat(payees(third, waiting.get(1))).containsExactly("HOLDER " + third.id() + " 100000.00");
        assertThat(payees(town.supplier, kept))
                .containsExactly(
                        "PLEDGEE " + town.bank.id() + " " + plus("200000.00", interest),
                        "REMAINDER " + town.supplier.id() + " " + minus("150000.00", interest));
        var repaid = town.read(town.bank, "/v1/loans/" + pledge);
        assertThat(text(repaid, "/repayments/0/met/interest/amount")).isEqualTo(interest);
        assertThat(text(repaid, "/repayments/0/met/principal/amount")).isEqualTo("200000.00");
        for (String loan : List.of(sale, pledge)) {
            var read = town.read(town.bank, "/v1/loans/" + loan);
            assertThat(text(read, "/state")).isEqualTo("SETTLED");
            assertThat(text(read, "/owed/total/amount")).isEqualTo("0.00");
            var request = town.read(town.bank, "/v1/financing-requests/" + text(read, "/requestId"));
            assertThat(text(request, "/state")).isEqualTo("CLOSED");
        }
        rootIsClosed(root, List.of(kept, sold, waiting.get(0), waiting.get(1)));
    }

    /// The sale was registered before the pledge. Of 350,000.00 the buyer would get its 300,000.00, the pledgee what is
    /// left. Who has no part in a financing is told nothing of it.
    private void whoHasRegisteredFirstIsPaidFirst(String receivable) {
        String path = "/v1/receivables/" + receivable + "/priority";
        var debtors = town.read(town.master, path + "?paid=350000.00").path("items");
        assertThat(debtors.valueStream().map(one -> one.path("rank").asInt() + " " + text(one, "/share/amount")))
                .containsExactly("1 300000.00", "2 50000.00");
        assertThat(text(debtors, "/0/borrowerId")).isEqualTo(second.id());
        assertThat(text(debtors, "/0/notifiedAt")).isNotEmpty();
        var creditors = town.read(town.supplier, path).path("items");
        assertThat(creditors.at("/0/financierId").isString())
                .as("what the second tier has sold")
                .isFalse();
        assertThat(text(creditors, "/0/registeredAt")).isEqualTo(text(debtors, "/0/registeredAt"));
        assertThat(text(creditors, "/1/financed/amount")).isEqualTo("200000.00");
        assertThat(text(town.read(town.bank, path), "/items/1/financierId")).isEqualTo(town.bank.id());
        assertThat(third.client().get(path).status()).isEqualTo(404);
        assertThat(town.secondBank.client().get(path).status()).isEqualTo(404);
        assertThat(town.master.client().get(path + "?paid=1.001").status()).isEqualTo(422);
    }

    /// Nothing of the root is left that anybody could still be paid, and nobody's room is taken by it.
    private void rootIsClosed(String root, List<String> leaves) {
        assertThat(text(voucher(town.master, root), "/state")).isEqualTo("SPENT");
        assertThat(leaves)
                .allSatisfy(no ->
                        assertThat(text(voucher(town.master, no), "/state")).isEqualTo("SETTLED"));
        assertThat(line("/nodes/0/used/amount")).isEqualTo("0.00");
        assertThat(line("/nodes/0/available/amount")).isEqualTo("10000000.00");
        var quota = town.read(town.city, "/v1/issuing-quotas/" + town.master.id());
        assertThat(text(quota, "/items/0/used/amount")).isEqualTo("0.00");
        assertThat(creditLines.audit()).isEmpty();
    }

    @Test
    void a_part_cut_off_is_financed_for_itself_and_the_rest_stays_its_holders_own() {
        String root = town.active(1, "1000000.00").getFirst();
        var parts = town.split(town.supplier, root, "300000.00");
        String account = town.account(town.supplier);

        var whole = town.post(
                town.supplier.client(),
                "/v1/financing-requests",
                Map.of(
                        "voucherNo",
                        root,
                        "product",
                        PURCHASE,
                        "amount",
                        cny("300000.00"),
                        "bankIds",
                        List.of(town.bank.id())));
        String loan = town.financed(town.supplier, parts.get(0), PURCHASE, "300000.00", town.bank, account);

        assertThat(whole.status()).isEqualTo(409);
        assertThat(text(LiveTown.json(whole), "/code")).isEqualTo("voucher_not_active");
        assertThat(text(voucher(town.supplier, parts.get(1)), "/state")).isEqualTo("ACTIVE");
        assertThat(text(voucher(town.supplier, parts.get(1)), "/amount/amount")).isEqualTo("700000.00");
        var financed = voucher(town.master, parts.get(0));
        assertThat(text(financed, "/state")).isEqualTo("FINANCED");
        assertThat(text(financed, "/holderId")).isEqualTo(town.bank.id());
        var read = town.read(town.bank, "/v1/loans/" + loan);
        assertThat(text(read, "/principal/amount")).isEqualTo("300000.00");
        assertThat(line("/nodes/0/used/amount")).isEqualTo("300000.00");

        businessDates.move(LocalDate.parse(text(financed, "/payableOn")));
        receipt("part", instructionsOf(Set.copyOf(parts)));

        rootIsClosed(root, parts);
        assertThat(payees(town.supplier, parts.get(1))).containsExactly("HOLDER " + town.supplier.id() + " 700000.00");
        assertThat(payees(town.bank, parts.get(0))).containsExactly("HOLDER " + town.bank.id() + " 300000.00");
    }

    /// 1,000,000.00 confirmed, 600,000.00 of it in a voucher. Debtor and creditor may agree that 400,000.00 is not
    /// owed, and not on a fen more, whether a bank has bought the voucher or nobody has.
    @Test
    void less_is_owed_only_of_what_nobody_holds_a_voucher_on_before_a_financing_and_after() {
        var receivable = text(town.confirmed(), "/id");
        String account = town.account(town.supplier);
        String voucher = town.active(1, receivable, "600000.00").getFirst();

        var before = diluted(receivable, "400000.01");
        less(receivable, "100000.00");
        town.financed(town.supplier, voucher, PURCHASE, "600000.00", town.bank, account);
        var after = diluted(receivable, "300000.01");
        less(receivable, "300000.00");
        var atLast = diluted(receivable, "0.01");

        for (var refused : List.of(before, after, atLast)) {
            assertThat(refused.status()).isEqualTo(422);
            var problem = LiveTown.json(refused);
            assertThat(text(problem, "/code")).isEqualTo("dilution_does_not_bind");
            assertThat(text(problem, "/errors/0/rule")).isEqualTo("R-18");
            assertThat(text(problem, "/errors/0/source")).contains("765");
        }
        assertThat(text(LiveTown.json(after), "/open/amount")).isEqualTo("300000.00");
        var left = town.read(town.supplier, "/v1/receivables/" + receivable);
        assertThat(text(left, "/diluted/amount")).isEqualTo("400000.00");
        assertThat(text(left, "/vouchered/amount")).isEqualTo("600000.00");
        assertThat(text(voucher(town.bank, voucher), "/state")).isEqualTo("FINANCED");
        assertThat(text(voucher(town.bank, voucher), "/amount/amount")).isEqualTo("600000.00");
        assertThat(explained(receivable)).contains("R-18 REFUSED", "R-18 PASSED");
    }

    /// The first tier has passed 400,000.00 on and kept 600,000.00. Less by 900,000.00 is owed only if both
    /// give way and the second tier signs as well; for what is left the debtor issues anew.
    @Test
    void what_was_passed_on_gives_way_when_its_holder_signs_too() {
        var receivable = text(town.confirmed(), "/id");
        String root = town.active(1, receivable, "1000000.00").getFirst();
        var parts = town.passed(town.supplier, root, new Part(second, "400000.00"));
        String path = "/v1/receivables/" + receivable + "/dilution";
        assertThat(codeOf(diluted(receivable, "900000.00"))).isEqualTo("dilution_does_not_bind");
        assertThat(second.client().get(path + "s").status()).isEqualTo(404);

        var prepared = town.prepared(
                town.master, path, Map.of("amount", cny("900000.00"), "grounds", "CN-2026-002", "vouchers", parts));
        var signed = LiveTown.with(Map.of(), LiveTown.signed(prepared, town.master.act()));
        assertThat(town.post(town.master.checker(), path, signed).status()).isEqualTo(202);
        consent(town.supplier, path, prepared);
        assertThat(text(voucher(second, parts.getFirst()), "/state")).isEqualTo("ACTIVE");
        consent(second, path, prepared);
        town.committed(text(prepared, "/hash"));

        for (String part : parts) {
            var ended = voucher(town.supplier, part);
            assertThat(text(ended, "/state")).isEqualTo("VOID");
            assertThat(text(ended, "/endedBy")).isEqualTo("DILUTED");
        }
        var left = town.read(town.supplier, "/v1/receivables/" + receivable);
        assertThat(text(left, "/diluted/amount")).isEqualTo("900000.00");
        assertThat(text(left, "/vouchered/amount")).isEqualTo("0.00");
        town.active(1, receivable, "100000.00");
        assertThat(codeOf(diluted(receivable, "0.01"))).isEqualTo("dilution_does_not_bind");
        assertThat(third.client().get(path + "s").status()).isEqualTo(404);
    }

    private void consent(Party party, String path, JsonNode prepared) {
        var toSign = town.read(party, path + "s")
                .path("items")
                .valueStream()
                .filter(each -> text(each, "/act").equals(text(prepared, "/hash")))
                .findFirst()
                .orElseThrow()
                .path("toSign");
        var consented = LiveTown.with(Map.of(), LiveTown.signed(toSign, party.act()));
        assertThat(town.post(party.client(), path, consented).status()).isEqualTo(202);
    }

    /// Sold with recourse and not paid: the bank turns to the seller, has 400,000.00 of it, and then the issuer pays
    /// after all. What the bank is not owed any more goes back.
    @Test
    void a_bank_that_bought_with_recourse_turns_to_the_seller_and_gives_the_surplus_back() {
        String no = town.active(1, "1000000.00").getFirst();
        String request = town.request(no, PURCHASE, "1000000.00", town.bank);
        var offered = town.write(
                town.bank,
                "/v1/financing-requests/" + request + "/offers",
                Map.of(
                        "product",
                        PURCHASE,
                        "recourse",
                        "WITH_RECOURSE",
                        "amount",
                        cny("1000000.00"),
                        "annualRate",
                        "3.8500",
                        "dayCount",
                        "ACT_360",
                        "fees",
                        cny("0.00"),
                        "validUntil",
                        Instant.now().plusSeconds(3600).toString()));
        assertThat(text(offered, "/recourse")).isEqualTo("WITH_RECOURSE");
        var chosen = Map.of("offerId", text(offered, "/id"));
        var signed = town.prepared(town.supplier, "/v1/financing-requests/" + request + "/acceptance", chosen);
        assertThat(text(signed, "/readable/0/recourse")).isEqualTo("WITH_RECOURSE");
        town.accepted(town.supplier, request, text(offered, "/id"));
        town.registered(town.bank, request);
        String loan = text(
                town.write(town.bank, "/v1/loans", Map.of("requestId", request, "amount", cny("1000000.00"))), "/id");
        town.disbursed(town.bank, loan, town.account(town.supplier));
        String recourse = "/v1/loans/" + loan + "/recourse";
        var reason = Map.of("reason", "核心企业逾期未付");
        assertThat(codeOf(town.post(town.bank.client(), recourse, reason))).isEqualTo("voucher_not_overdue");

        businessDates.move(
                LocalDate.parse(text(voucher(town.supplier, no), "/payableOn")).plusDays(4));
        var claimed = town.write(town.bank, recourse, reason);

        assertThat(text(claimed, "/recourseClaim/amount/amount")).isEqualTo("1000000.00");
        assertThat(text(voucher(town.supplier, no), "/state")).isEqualTo("RECOURSED");
        town.write(
                town.bank,
                "/v1/loans/" + loan + "/repayments",
                Map.of("amount", cny("400000.00"), "bankReference", "CR-" + loan));
        receipt("late", instructionsOf(Set.of(no)));

        assertThat(payees(town.bank, no))
                .containsExactly(
                        "HOLDER " + town.bank.id() + " 600000.00", "REMAINDER " + town.supplier.id() + " 400000.00");
        assertThat(text(town.read(town.supplier, "/v1/loans/" + loan), "/state"))
                .isEqualTo("SETTLED");
        assertThat(text(voucher(town.master, no), "/state")).isEqualTo("SETTLED");
        assertThat(explained(loan)).contains("R-20 PASSED", "C-561 PASSED");
    }

    private static String codeOf(Answer refused) {
        return text(LiveTown.json(refused), "/code");
    }

    private List<String> explained(String subject) {
        return town.read(town.supplier, "/v1/explanations/" + subject + "?limit=200")
                .path("items")
                .valueStream()
                .map(verdict -> text(verdict, "/rule") + " " + text(verdict, "/outcome"))
                .toList();
    }

    private Answer diluted(String receivable, String amount) {
        return town.post(
                town.master.client(),
                "/v1/receivables/" + receivable + "/dilution/prepare",
                Map.of("amount", cny(amount), "grounds", "CN-2026-001"));
    }

    /// The debtor's maker prepares, its checker signs, the creditor consents, and the ledger takes it.
    private void less(String receivable, String amount) {
        String path = "/v1/receivables/" + receivable + "/dilution";
        var prepared = town.prepared(town.master, path, Map.of("amount", cny(amount), "grounds", "CN-2026-001"));
        var debtors = LiveTown.with(Map.of(), LiveTown.signed(prepared, town.master.act()));
        assertThat(town.post(town.master.checker(), path, debtors).status()).isEqualTo(202);
        consent(town.supplier, path, prepared);
        town.committed(text(prepared, "/hash"));
    }

    // Reading

    private JsonNode voucher(Party reader, String no) {
        return town.read(reader, "/v1/vouchers/" + no);
    }

    private String line(String pointer) {
        return text(town.read(town.bank, "/v1/credit-lines/" + line), pointer);
    }

    private List<JsonNode> instructionsOf(Set<String> vouchers) {
        var found = town.until(
                town.master,
                "/v1/clearing-instructions?limit=200",
                list -> of(list, vouchers).size() == vouchers.size()
                        && of(list, vouchers).stream()
                                .allMatch(one -> one.path("receivingBank").isObject()));
        return of(found, vouchers);
    }

    private static List<JsonNode> of(JsonNode list, Set<String> vouchers) {
        return list.path("items")
                .valueStream()
                .filter(one -> vouchers.contains(text(one, "/voucherNo")))
                .toList();
    }

    private List<String> payees(Party reader, String voucher) {
        return of(town.read(reader, "/v1/clearing-instructions?limit=200"), Set.of(voucher)).stream()
                .flatMap(one -> one.path("payees").valueStream())
                .map(payee ->
                        "%s %s %s".formatted(text(payee, "/role"), text(payee, "/id"), text(payee, "/amount/amount")))
                .toList();
    }

    // Settlement

    /// One notification of one bank with a credit for each instruction; one act settles them all. Its id.
    private String receipt(String name, List<JsonNode> instructions) {
        String message = Notices.of(name + "-" + town.bank.id(), instructions);
        var body = Map.of("camt054", message);
        var done = town.act(town.bank, "/v1/bank-receipts", body, body);
        String id = text(done.answer(), "/id");
        town.until(
                town.bank,
                "/v1/bank-receipts/" + id,
                read -> text(read, "/state").equals("SETTLED"));
        return id;
    }

    // Fen

    private static String plus(String amount, String more) {
        return fen(minor(amount) + minor(more));
    }

    private static String minus(String amount, String less) {
        return fen(minor(amount) - minor(less));
    }

    private static long minor(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }

    private static String fen(long minor) {
        return "%d.%02d".formatted(minor / 100, minor % 100);
    }
}
