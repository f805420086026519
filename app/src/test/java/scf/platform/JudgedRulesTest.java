package scf.platform;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;
import static scf.platform.settlement.CreditMessages.credit;
import static scf.platform.settlement.CreditMessages.message;
import static scf.platform.settlement.CreditMessages.payerAccount;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scf.contract.Product;
import scf.platform.chain.Chains;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Identifier;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.AcceptanceRefusal;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Offer;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Submitting;
import scf.platform.ledger.PreparedAct;
import scf.platform.loan.Borrowing;
import scf.platform.loan.Loans;
import scf.platform.loan.Payment;
import scf.platform.loan.Recourses;
import scf.platform.loan.Repayments;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.receivable.Answers;
import scf.platform.receivable.ConfirmationPreparing;
import scf.platform.receivable.Confirmations;
import scf.platform.receivable.Dilution;
import scf.platform.receivable.DilutionPreparing;
import scf.platform.receivable.Dilutions;
import scf.platform.receivable.Overdue;
import scf.platform.receivable.OverdueLists;
import scf.platform.receivable.Reason;
import scf.platform.receivable.TradePapers;
import scf.platform.registration.Registration;
import scf.platform.registration.Registrations;
import scf.platform.rulebook.RuleCode;
import scf.platform.settlement.BankReceipts;
import scf.platform.settlement.Instructions;
import scf.platform.settlement.PreparingReceipt;
import scf.platform.trade.Filing;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Transfers;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Every rule of the rulebook, R-01 to: once met, once not, each time by the services that a caller
/// reaches, and each time recorded. A rule without its two rows fails.
class JudgedRulesTest {

    private static final Money MILLION = cny("1000000.00");

    /// @param met what somebody does for the rule to be met
    /// @param broken what somebody does for it to refuse, warn or hand the case to the city
    private record Twice(Consumer<JudgedRulesTest> met, Consumer<JudgedRulesTest> broken) {}

    private static final Map<RuleCode, Twice> RULES = Map.ofEntries(
            entry(
                    RuleCode.R_01,
                    new Twice(JudgedRulesTest::issued, town -> town.refused("2027-12-31", "1.00", "2027-05-31"))),
            entry(
                    RuleCode.R_02,
                    new Twice(JudgedRulesTest::issued, town -> town.refused("2026-12-18", "1000000.01", "2026-12-18"))),
            entry(RuleCode.R_03, new Twice(JudgedRulesTest::sold, JudgedRulesTest::soldToThePlatform)),
            entry(RuleCode.R_04, new Twice(JudgedRulesTest::sold, JudgedRulesTest::originatedUnregistered)),
            entry(RuleCode.R_05, new Twice(town -> town.paid("1000000.00"), town -> town.paid("999999.99"))),
            entry(RuleCode.R_06, new Twice(JudgedRulesTest::issued, JudgedRulesTest::issuedByAnOverdueIssuer)),
            entry(RuleCode.R_07, new Twice(town -> town.split(2), town -> town.split(100))),
            entry(RuleCode.R_08, new Twice(JudgedRulesTest::issued, JudgedRulesTest::writtenAfterTheReport)),
            entry(RuleCode.R_09, new Twice(town -> town.chainMasters(2), town -> town.chainMasters(1))),
            entry(RuleCode.R_10, new Twice(town -> town.banks("CITY"), town -> town.banks("BANK"))),
            entry(RuleCode.R_11, new Twice(JudgedRulesTest::claimed, JudgedRulesTest::claimedForFarTooLate)),
            entry(
                    RuleCode.R_12,
                    new Twice(JudgedRulesTest::declined, town -> town.refused("2026-12-18", "1.00", "2026-12-19"))),
            entry(RuleCode.R_13, new Twice(town -> town.rejectedOnDay(30), town -> town.rejectedOnDay(31))),
            entry(RuleCode.R_14, new Twice(JudgedRulesTest::confirmed, town -> town.rejectedOnDay(1))),
            entry(RuleCode.R_15, new Twice(town -> town.lateRate("3.60"), town -> town.lateRate("2.9999"))),
            entry(RuleCode.R_16, new Twice(town -> town.rejectedOnDay(40), town -> town.rejectedOnDay(62))),
            entry(RuleCode.R_17, new Twice(JudgedRulesTest::sold, JudgedRulesTest::fundedOtherwise)),
            entry(RuleCode.R_18, new Twice(town -> town.diluted("0.00"), town -> town.diluted("1000000.00"))),
            entry(RuleCode.R_19, new Twice(JudgedRulesTest::sold, JudgedRulesTest::registeredAfterAnother)),
            entry(RuleCode.R_20, new Twice(JudgedRulesTest::recourseTaken, JudgedRulesTest::paidWithoutRecourse)),
            entry(RuleCode.R_21, new Twice(town -> town.paid("1000000.00"), JudgedRulesTest::paidToTheOldHolder)),
            entry(RuleCode.R_22, new Twice(JudgedRulesTest::pledged, JudgedRulesTest::pledgedAndSplit)),
            entry(RuleCode.R_23, new Twice(JudgedRulesTest::sold, JudgedRulesTest::acceptedByAnothersAct)),
            entry(RuleCode.R_35, new Twice(JudgedRulesTest::sold, JudgedRulesTest::offeredAmongMany)));

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Vouchers vouchers = town.the(Vouchers.class);
    private final TradePapers papers = new TradePapers(town);
    private final FinancingRequests requests = town.the(FinancingRequests.class);
    private final List<String> elsewhere = new ArrayList<>();

    static Stream<RuleCode> rules() {
        return EnumSet.allOf(RuleCode.class).stream().filter(rule -> rule.code().startsWith("R-"));
    }

    @Test
    void no_rule_is_without_its_two_rows() {
        assertThat(RULES.keySet()).containsExactlyInAnyOrderElementsOf(rules().toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void that_a_rule_is_met_is_recorded(RuleCode rule) {
        rows(rule).met().accept(this);

        assertThat(judged()).contains(rule + " PASSED");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void that_a_rule_is_not_met_is_recorded(RuleCode rule) {
        rows(rule).broken().accept(this);

        assertThat(judged()).containsAnyOf(rule + " REFUSED", rule + " WARNED", rule + " ESCALATED");
    }

    private static Twice rows(RuleCode rule) {
        return Objects.requireNonNull(RULES.get(rule));
    }

    private List<String> judged() {
        return Stream.concat(Judged.in(town).stream(), elsewhere.stream()).toList();
    }

    // Claims

    private ReceivableId claimed() {
        var order = papers.order("PO-1", 100);
        papers.receipt("GR-1", "PO-1", 100);
        var invoice = papers.invoice("INV-1", "PO-1", 100);
        return papers.claimed(invoice, order).receivable().claim().id();
    }

    private void claimedForFarTooLate() {
        town.sql.execute(
                "update enterprise.enterprises set size_at_contract = 'LARGE' where id = ?", town.master.value());
        var july = LocalDate.parse("2026-07-01");
        papers.claiming(
                papers.filed(town.supplier, TradePapers.anInvoice("INV-2", null, july, 100, TradePapers.yuan(100))));
    }

    private void soldToThePlatform() {
        assertThat(papers.invoiceTo("91350100MA00000A9T", "INV-3", 100)).isInstanceOf(Filing.PlatformIsAParty.class);
    }

    private void confirmed() {
        var id = claimed();
        var confirmations = town.the(Confirmations.class);
        var preparing = confirmations.prepare(town.master, "maker", id, new Confirmations.Proposal(null, null, null));
        var act = ((ConfirmationPreparing.Prepared) preparing).act();
        confirmations.tell(town.master, "checker", id, town.signed(town.master, act));
    }

    private void rejectedOnDay(int day) {
        var id = claimed();
        for (int passed = 1; passed <= day; passed++) {
            town.businessDate(Town.TODAY.plusDays(passed));
        }
        town.the(Answers.class).reject(town.master, id, new Reason(Reason.Code.QUALITY, "轴承间隙超差"));
    }

    /// @param vouchered how much of the million stands in a voucher
    private void diluted(String vouchered) {
        var receivable = town.confirmed(MILLION);
        if (cny(vouchered).isPositive()) {
            issuedOn(receivable, MILLION);
        }
        var dilutions = town.the(Dilutions.class);
        var wish = new Dilutions.Wish(cny("100.00"), "CN-2026-0915", null);
        var none = Dilution.GivingWay.none(Money.CNY);
        if (dilutions.prepare(town.master, "maker", receivable, wish, none)
                instanceof DilutionPreparing.Prepared(var act)) {
            dilutions.sign(town.supplier, "clerk", receivable, town.signed(town.supplier, act));
            dilutions.sign(town.master, "checker", receivable, town.signed(town.master, act));
        }
    }

    // Vouchers

    private VoucherNo issued() {
        var no = issuedOn(town.confirmed(MILLION), MILLION);
        town.ledger.writes();
        return no;
    }

    private VoucherNo issuedOn(ReceivableId receivable, Money amount) {
        var act = prepared(
                vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, amount, Town.DUE)));
        vouchers.issue(town.master, town.signed(town.master, act));
        return new VoucherNo(act.subject());
    }

    private void refused(String receivableDue, String amount, String due) {
        var receivable = town.confirmed(MILLION, LocalDate.parse(receivableDue));
        var wish = new Vouchers.Issue(receivable, cny(amount), LocalDate.parse(due));
        assertThat(vouchers.prepareIssue(town.master, "maker", null, wish)).isInstanceOf(Drafting.Refused.class);
    }

    private void issuedByAnOverdueIssuer() {
        var row = new OverdueLists.Row(town.master, Overdue.Cause.BILLS_OVERDUE, Town.TODAY.minusDays(40));
        town.the(OverdueLists.class).importList("desk", "上海票据交易所", Town.TODAY, List.of(row));
        refused("2026-12-18", "1.00", "2026-12-18");
    }

    private void writtenAfterTheReport() {
        issuedOn(town.confirmed(MILLION), MILLION);
        town.businessDate(LocalDate.parse("2026-10-10"));
        town.ledger.writes();
    }

    private void declined() {
        var no = issued();
        var act = prepared(vouchers.prepareDecline(town.supplier, "maker", null, no, "要现金"));
        vouchers.decline(town.supplier, no, town.signed(town.supplier, act));
    }

    private void split(int parts) {
        var no = town.active(MILLION);
        var transfers = town.the(Transfers.class);
        var asked = Transfers.Transfer.ofSplit(Collections.nCopies(parts - 1, cny("1.00")));
        if (transfers.prepare(town.supplier, "maker", null, no, asked) instanceof Drafting.Prepared<?>(var act)) {
            transfers.transfer(town.supplier, no, town.signed(town.supplier, act));
        }
    }

    // Financing

    private LoanId sold() {
        return borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
    }

    private LoanId pledged() {
        return borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");
    }

    private void pledgedAndSplit() {
        var split = Transfers.Transfer.ofSplit(List.of(cny("1.00")));
        town.the(Transfers.class).prepare(town.supplier, "maker", null, voucher(pledged()), split);
    }

    private void originatedUnregistered() {
        var request = borrowing.accepted(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.the(Loans.class).originate(town.bank, "desk", request, MILLION);
    }

    private void registeredAfterAnother() {
        var request = borrowing.accepted(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var registrations = town.the(Registrations.class);
        var at = town.now().minusSeconds(60);
        var search = new Registration.Search(at.minusSeconds(60), Registration.SearchResult.PRIOR_REGISTRATION);
        var text = registrations.text(town.bank, request).orElseThrow();
        registrations.record(
                town.bank, "desk", new Registrations.Evidence(request, "02547813000610500001", at, search, text));
    }

    private void fundedOtherwise() {
        var loan = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var other = new Voucher.Financing(town.bank, Product.PURCHASE, loan, cny("1.00"));
        vouchers.prepareFund(town.bank, "desk", null, voucher(loan), other);
    }

    private void acceptedByAnothersAct() {
        var request = asked();
        var dear = offered(request, "5.85");
        var cheap = offered(request, "3.85");
        var act = ((Drafting.Prepared<AcceptanceRefusal>)
                        requests.prepareAcceptance(town.supplier, "maker", null, request, cheap.id()))
                .act();
        requests.accept(town.supplier, request, dear.id(), town.signed(town.supplier, act));
    }

    private void offeredAmongMany() {
        town.sql.execute("""
                insert into rulebook.rules (code, version, in_force_from, title, title_zh, source, effect,
                                            proposed_by, proposed_at, approved_by, approved_at)
                select code, 2, '2026-09-01', title, title_zh, source, effect, 'desk-1', now(), 'desk-2', now()
                  from rulebook.rules where code = 'R-35' and version = 1;
                insert into rulebook.parameters (code, version, name, value) values ('R-35', 2, 'warn_above_banks', 0)
                """);
        offered(asked(), "3.85");
    }

    private FinancingRequestId asked() {
        var wish = new FinancingRequests.Wish(town.active(MILLION), PAYABLES_FINANCE, MILLION, List.of(town.bank));
        return ((Submitting.Submitted) requests.submit(town.supplier, "maker", wish))
                .request()
                .id();
    }

    private Offer offered(FinancingRequestId request, String rate) {
        var terms = new OfferTerms(
                PAYABLES_FINANCE, InterestMode.UP_FRONT, MILLION, Rate.ofPercent(rate), DayCount.ACT_360, cny("0.00"));
        var until = town.now().plus(Duration.ofDays(1));
        return ((Offering.Offered) requests.offer(town.bank, "desk", request, terms, until)).offer();
    }

    private void recourseTaken() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        town.businessDate(Town.DUE.plusDays(4));
        town.the(Recourses.class).claim(town.bank, "desk", loan, "核心企业逾期未付");
    }

    private void paidWithoutRecourse() {
        var payment = new Payment(cny("1.00"), cny("0.00"), "CR-1");
        town.the(Repayments.class).repay(town.bank, "desk", sold(), payment);
    }

    // Payment

    private void paid(String amount) {
        sold();
        town.businessDate(Town.DUE);
        received(message("m-1", credit(dueReference(), amount)));
    }

    private void paidToTheOldHolder() {
        var own = borrowing.account(town.supplier, true);
        var payers = borrowing.account(town.master, true);
        sold();
        town.businessDate(Town.DUE);
        received(message("m-1", credit("NOTPROVIDED", "1000000.00"))
                .replace("<Id>CREDITED</Id>", "<Id>" + Borrowing.number(own) + "</Id>")
                .replace(
                        "<Nm>Payer</Nm></Pty></Dbtr>",
                        "<Nm>Payer</Nm></Pty></Dbtr>" + payerAccount(Borrowing.number(payers))));
    }

    private void received(String message) {
        var receipts = town.the(BankReceipts.class);
        var act = receipts.prepare(town.bank, "desk", null, message) instanceof PreparingReceipt.Prepared(var prepared)
                ? town.signed(town.bank, prepared)
                : null;
        receipts.receive(town.bank, "desk", message, act);
        town.ledger.writes();
    }

    private void lateRate(String percent) {
        town.sql.execute(
                "update enterprise.enterprises set size_at_contract = 'LARGE' where id = ?", town.master.value());
        town.active(MILLION);
        town.businessDate(Town.DUE);
        town.the(Instructions.class)
                .stateLateRate(town.supplier, "maker", due(), Rate.ofPercent(percent), LocalDate.parse("2026-03-15"));
    }

    private InstructionId due() {
        return town.the(Instructions.class)
                .all(town.master, Instant.EPOCH, new InstructionId(new UUID(0, 0)), 1)
                .getFirst()
                .instruction()
                .terms()
                .id();
    }

    private String dueReference() {
        return town.the(Instructions.class)
                .find(town.master, due())
                .orElseThrow()
                .instruction()
                .terms()
                .reference();
    }

    private VoucherNo voucher(LoanId loan) {
        return town.the(Loans.class)
                .find(town.bank, loan)
                .orElseThrow()
                .loan()
                .terms()
                .voucher();
    }

    // The platform itself

    /// Beside the one that the town has; its three banks are enough.
    private void chainMasters(int more) {
        Stream.of("91440300708461136T", "914403001922038216")
                .limit(more)
                .forEach(code -> town.the(Chains.class).register(town.enterprise(code), "闽江装备产业链", "装备制造"));
    }

    /// Two banks on a system that is provided by the city, or by one of them.
    private void banks(String provider) {
        Map<String, Object> settings = Map.of("scf.provided-by", provider);
        try (var rooms = Rooms.on(TestDatabase.fresh(), settings, "calendar", "rulebook", "enterprise")) {
            for (String code : List.of("91350100MA00000A9T", "91350100MA00000B7M")) {
                var identifier = Identifier.of(Identifier.Scheme.USCC, code);
                rooms.the(Enterprises.class).register(PartyKind.BANK, identifier, "闽江银行", null);
            }
            elsewhere.addAll(rooms.sql()
                    .fetch("select distinct code || ' ' || outcome from rulebook.verdicts")
                    .getValues(0, String.class));
        }
    }

    private static PreparedAct prepared(Drafting<?> drafting) {
        return ((Drafting.Prepared<?>) drafting).act();
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
