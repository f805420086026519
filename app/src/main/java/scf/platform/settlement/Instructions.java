package scf.platform.settlement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Account;
import scf.platform.enterprise.Accounts;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Sizes;
import scf.platform.loan.Loan;
import scf.platform.loan.Loans;
import scf.platform.loan.Repayments;
import scf.platform.loan.Waterfall;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.VoucherNo;

/// Clearing instructions (清分指令): one for each voucher that has fallen due.
///
/// Who is paid is who the voucher says is its holder of record on that day. Who receives the money is a bank: the
/// one that has financed the voucher, or the one that keeps the holder's account.
@Service
@Transactional
public class Instructions {

    private static final int MOST_ACCOUNTS = 200;

    private final SettlementStore store;
    private final Vouchers vouchers;
    private final Loans loans;
    private final Repayments repayments;
    private final Accounts accounts;
    private final Enterprises enterprises;
    private final Sizes sizes;
    private final Receivables receivables;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Instructions(
            SettlementStore store,
            Vouchers vouchers,
            Loans loans,
            Repayments repayments,
            Accounts accounts,
            Enterprises enterprises,
            Sizes sizes,
            Receivables receivables,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.vouchers = vouchers;
        this.loans = loans;
        this.repayments = repayments;
        this.accounts = accounts;
        this.enterprises = enterprises;
        this.sizes = sizes;
        this.receivables = receivables;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    // Reading

    /// For the payer, the receiving bank and the holder of record.
    @Transactional(readOnly = true)
    public Optional<InstructionView> find(EnterpriseId reader, InstructionId id) {
        return store.find(id)
                .filter(instruction -> concerns(reader, instruction.terms()))
                .map(instruction -> view(reader, instruction));
    }

    @Transactional(readOnly = true)
    public List<InstructionView> all(EnterpriseId reader, Instant createdAfter, InstructionId idAfter, int limit) {
        return store.concerning(reader, createdAfter, idAfter, limit).stream()
                .map(instruction -> view(reader, instruction))
                .toList();
    }

    private static boolean concerns(EnterpriseId reader, Instruction.Terms terms) {
        return reader.equals(terms.payer()) || reader.equals(terms.bank()) || reader.equals(terms.holder());
    }

    private InstructionView view(EnterpriseId reader, Instruction instruction) {
        var terms = instruction.terms();
        return new InstructionView(
                instruction,
                instruction.on(businessDates.today(), graceDays()).name(),
                enterprises.known(terms.payer()),
                verifiedAccounts(terms.payer()),
                terms.bank() == null ? null : enterprises.known(terms.bank()),
                account(terms),
                payees(reader, instruction).stream()
                        .map(payee -> new InstructionView.NamedPayee(payee, enterprises.known(payee.party())))
                        .toList(),
                store.received(terms),
                lateInterest(instruction).orElse(null),
                terms.loan() == null || (reader.equals(terms.holder()) && !reader.equals(terms.bank()))
                        ? List.of()
                        : store.wronglyPaid(terms.loan()));
    }

    private int graceDays() {
        return rule(RuleCode.R_05).figure("grace_days");
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }

    private @Nullable Account account(Instruction.Terms terms) {
        AccountId account = terms.account();
        return account == null ? null : accounts.find(terms.holder(), account).orElseThrow();
    }

    private List<Payee> payees(EnterpriseId reader, Instruction instruction) {
        var terms = instruction.terms();
        var loan = Optional.ofNullable(terms.loan()).flatMap(_ -> loans.on(terms.voucher()));
        if (reader.equals(terms.payer()) || loan.isEmpty() || keepsAll(loan.get())) {
            var receiver = loan.isEmpty() ? terms.holder() : loan.get().terms().bank();
            var role = receiver.equals(terms.holder()) ? Payee.Role.HOLDER : Payee.Role.PLEDGEE;
            return List.of(new Payee(role, receiver, terms.amount()));
        }
        return instruction instanceof Instruction.Settled
                ? store.lines(terms)
                : shared(loan.get(), Waterfall.of(terms.amount(), loans.owed(loan.get())));
    }

    // What lateness costs

    /// Nothing before the day after the one on which it was payable, nor where the bank had the money by
    /// then; nothing where the law leaves it to the parties.
    private Optional<LateInterest> lateInterest(Instruction instruction) {
        var terms = instruction.terms();
        var until = instruction instanceof Instruction.Settled settled ? settled.on() : businessDates.today();
        if (!until.isAfter(terms.dueOn()) || !isProtected(terms)) {
            return Optional.empty();
        }
        var unpaid = LateInterest.Unpaid.of(terms.amount(), terms.dueOn(), store.credits(terms.id()), until);
        if (unpaid.days() == 0) {
            return Optional.empty();
        }
        return Optional.of(store.lateRate(terms.id())
                .map(agreed -> LateInterest.agreed(unpaid, agreed.annualRate()))
                .orElseGet(() ->
                        LateInterest.byLaw(unpaid, new Rate(rule(RuleCode.R_15).figure("daily_rate_millionths")))));
    }

    /// A large enterprise pays a smaller one: by the sizes of the day on which these two made their contract (条例 art
    /// 3). Who holds the claim by now has it with its interest (民法典 547).
    private boolean isProtected(Instruction.Terms terms) {
        var receivable = vouchers.find(terms.voucher()).orElseThrow().terms().receivable();
        var claim = receivables.find(receivable).orElseThrow().claim();
        var supplier = sizes.on(claim.creditor(), claim.contractedOn());
        return sizes.on(claim.debtor(), claim.contractedOn()).equals(Optional.of(EnterpriseSize.LARGE))
                && supplier.isPresent()
                && supplier.get() != EnterpriseSize.LARGE;
    }

    /// The holder of record says what it has agreed on with the payer: less than the law's rate, but never below the
    /// LPR.
    public Stating stateLateRate(
            EnterpriseId holder, String user, InstructionId id, Rate annualRate, LocalDate contractDate) {
        var found = store.find(id)
                .filter(instruction -> instruction.terms().holder().equals(holder));
        if (found.isEmpty()) {
            return new Stating.NoSuchInstruction();
        }
        var terms = store.lock(found.get().terms().voucher()).terms();
        if (!isProtected(terms)) {
            return new Stating.NotOwed();
        }
        var before = store.lateRate(id);
        if (before.isPresent()) {
            return new Stating.StatedBefore(before.get());
        }
        var floor = contractDate.isAfter(businessDates.today())
                ? Optional.<Rate>empty()
                : rulebook.at(contractDate, RuleCode.LPR_1Y)
                        .map(rule -> new Rate(rule.figure("annual_rate_millionths")));
        if (floor.isEmpty()) {
            return new Stating.NoRateKnown();
        }
        var figures = Figures.of("annual_percent", annualRate.percent())
                .and("least_percent", floor.get().percent())
                .and("contract", contractDate);
        if (annualRate.compareTo(floor.get()) < 0) {
            var why = new Stating.BelowTheFloor(floor.get());
            return verdicts.refused(rule(RuleCode.R_15), Subject.of(terms.voucher()), figures, why);
        }

        var agreed = new LateInterest.Agreed(annualRate, contractDate, floor.get());
        store.insertLateRate(id, agreed, user, clock.instant());
        verdicts.passed(RuleCode.R_15, Subject.of(terms.voucher()), figures);
        return new Stating.Stated(agreed);
    }

    // To the payer's bank

    /// The instruction as an order of payment, for the payer and for a bank that keeps a verified account of it.
    @Transactional(readOnly = true)
    public PaymentOrder paymentOrder(EnterpriseId reader, InstructionId id) {
        var found = store.find(id);
        var accounts = found.map(
                        instruction -> verifiedAccounts(instruction.terms().payer()))
                .orElse(List.of());
        var kept = accounts.stream()
                .filter(account -> account.bank().equals(reader))
                .findFirst();
        if (found.isEmpty() || (kept.isEmpty() && !found.get().terms().payer().equals(reader))) {
            return new PaymentOrder.NoSuchInstruction();
        }
        if (!(found.get() instanceof Instruction.Due due)) {
            return new PaymentOrder.NothingToPay(found.get().state());
        }
        var from = kept.or(() -> accounts.stream().findFirst());
        if (from.isEmpty()) {
            return new PaymentOrder.NoPayersAccount();
        }
        var terms = due.terms();
        if (terms.bank() == null) {
            return new PaymentOrder.NoReceiver();
        }
        var payee = payees(terms.payer(), due).getFirst();
        var today = businessDates.today();
        return new PaymentOrder.Written(Pain001.of(
                terms,
                new Pain001.Order(missing(due), today.isAfter(terms.dueOn()) ? today : terms.dueOn()),
                new Pain001.Parties(
                        enterprises.known(terms.payer()).name(),
                        from.get(),
                        enterprises.known(payee.party()).name(),
                        enterprises.known(terms.bank()).name(),
                        account(terms))));
    }

    // Falling due

    /// The day has come: the issuer is told what to pay.
    @Transactional(propagation = Propagation.MANDATORY)
    void issue(VoucherNo no) {
        var voucher = vouchers.find(no).orElseThrow();
        var terms = voucher.terms();
        var financing = Optional.ofNullable(voucher.standing().financing());
        var instructed = new Instruction.Terms(
                InstructionId.random(),
                no,
                reference(no),
                terms.issuer(),
                voucher.standing().holder(),
                financing.map(Voucher.Financing::bank).orElse(null),
                financing.map(Voucher.Financing::loan).orElse(null),
                null,
                terms.amount(),
                terms.payableOn(),
                clock.instant());
        store.insert(new Instruction.Due(withReceiver(instructed), null));
    }

    /// Letters and digits alone: the number of a voucher that came back to its transferor has a dot in it, which not
    /// every bank's system prints.
    private static String reference(VoucherNo no) {
        return "SCF" + no.value().replace(".", "");
    }

    /// A holder that is financed by nobody is paid into its own account; it may be verified after the voucher fell
    /// due.
    private Instruction.Terms withReceiver(Instruction.Terms terms) {
        return terms.bank() != null
                ? terms
                : verifiedAccounts(terms.holder()).stream()
                        .findFirst()
                        .map(account -> terms.receivedBy(account.bank(), account.id()))
                        .orElse(terms);
    }

    @Scheduled(fixedDelayString = "PT10S")
    public void nameReceivers() {
        for (var instruction : store.withoutReceiver()) {
            var named = withReceiver(instruction.terms());
            if (named.bank() != null) {
                store.save(new Instruction.Due(named, null), clock.instant());
            }
        }
    }

    private List<Account> verifiedAccounts(EnterpriseId owner) {
        return accounts.of(owner, null, MOST_ACCOUNTS).stream()
                .filter(Account::verified)
                .toList();
    }

    // Matching

    /// A credit and the due instruction that it pays.
    record Match(Credit credit, Instruction.Due instruction) {}

    /// What the credits of one message pay, and why the others pay nothing.
    record Matching(List<Match> matches, List<Entry.Unmatched> rest) {

        List<VoucherNo> paid() {
            return matches.stream()
                    .map(match -> match.instruction().terms().voucher())
                    .sorted(Comparator.comparing(VoucherNo::value))
                    .toList();
        }
    }

    /// Holds credits against what is due to this bank. Nothing is locked: it is what could be settled now.
    Matching match(EnterpriseId bank, List<Credit> credits) {
        return match(bank, credits, instructionsOf(bank, credits));
    }

    /// The same, for good: vouchers and instructions are locked, in the order of the house.
    @Transactional(propagation = Propagation.MANDATORY)
    Matching matchLocked(EnterpriseId bank, List<Credit> credits) {
        var found = instructionsOf(bank, credits);
        found.forEach(instruction -> vouchers.take(instruction.terms().voucher()));
        var matching = match(
                bank,
                credits,
                found.stream()
                        .map(instruction -> store.lock(instruction.terms().voucher()))
                        .toList());
        matching.rest().forEach(this::warned);
        matching.rest().forEach(entry -> unsettled(entry, found));
        return matching;
    }

    /// A credit that names a voucher and does not pay it settles nothing.
    private void unsettled(Entry.Unmatched entry, List<Instruction> found) {
        found.stream()
                .map(Instruction::terms)
                .filter(terms -> terms.reference().equals(entry.credit().endToEndId()))
                .findFirst()
                .ifPresent(terms -> verdicts.record(
                        rule(RuleCode.R_05),
                        Subject.of(terms.voucher()),
                        Outcome.REFUSED,
                        Figures.of("credited", entry.credit().amount())
                                .and("due", terms.amount())
                                .and("why", entry.why().code())));
    }

    /// Money that went to the old holder after its debtor was told of the new one discharges nobody.
    private void warned(Entry.Unmatched entry) {
        var loan = entry.why().loan();
        if (loan != null) {
            var booked = Optional.ofNullable(entry.credit().bookedOn()).orElseGet(businessDates::today);
            var figures = Figures.of("paid", entry.credit().amount()).and("booked", booked);
            verdicts.record(rule(RuleCode.R_21), Subject.of(loan), Outcome.WARNED, figures);
        }
    }

    private List<Instruction> instructionsOf(EnterpriseId bank, List<Credit> credits) {
        var references = credits.stream()
                .flatMap(credit -> Optional.ofNullable(credit.endToEndId()).stream())
                .distinct()
                .toList();
        return references.isEmpty() ? List.of() : store.withReferences(bank, references);
    }

    private Matching match(EnterpriseId bank, List<Credit> credits, List<Instruction> instructions) {
        var matches = new ArrayList<Match>();
        var rest = new ArrayList<Entry.Unmatched>();
        for (var credit : credits) {
            var instruction = instructions.stream()
                    .filter(one -> one.terms().reference().equals(credit.endToEndId()))
                    .findFirst();
            boolean taken = instruction.isPresent()
                    && matches.stream()
                            .anyMatch(match -> match.instruction()
                                    .terms()
                                    .id()
                                    .equals(instruction.get().terms().id()));
            var mismatch = mismatch(credit, instruction, taken);
            if (mismatch.isPresent()) {
                rest.add(new Entry.Unmatched(
                        credit, paidToOldHolder(bank, credit).orElse(mismatch.get())));
            } else {
                matches.add(new Match(credit, (Instruction.Due) instruction.orElseThrow()));
            }
        }
        return new Matching(matches, rest);
    }

    private Optional<Mismatch> mismatch(Credit credit, Optional<Instruction> instruction, boolean taken) {
        if (credit.endToEndId() == null) {
            return mismatch(Mismatch.Code.NO_REFERENCE, "the payment carries no EndToEndId");
        }
        if (instruction.isEmpty()) {
            return mismatch(Mismatch.Code.UNKNOWN_REFERENCE, "nothing is to be paid to this bank under this reference");
        }
        if (taken || !(instruction.get() instanceof Instruction.Due due)) {
            return mismatch(Mismatch.Code.PAID_BEFORE, "another credit pays this instruction");
        }
        var terms = due.terms();
        var missing = missing(due);
        if (!credit.amount().equals(missing)) {
            return mismatch(Mismatch.Code.OTHER_AMOUNT, "%s is due, not %s".formatted(missing, credit.amount()));
        }
        var account = account(terms);
        if (account != null
                && credit.creditedAccount() != null
                && !account.number().equals(credit.creditedAccount())) {
            return mismatch(Mismatch.Code.OTHER_ACCOUNT, "the money is due on another account");
        }
        var payerAccounts = verifiedAccounts(terms.payer());
        if (!payerAccounts.isEmpty()
                && credit.payerAccount() != null
                && payerAccounts.stream().noneMatch(own -> own.number().equals(credit.payerAccount()))) {
            return mismatch(Mismatch.Code.OTHER_PAYER, "the money came from none of the payer's verified accounts");
        }
        return Optional.empty();
    }

    /// What credits have not brought yet.
    Money missing(Instruction.Due due) {
        return due.terms().amount().minus(store.received(due.terms()));
    }

    /// Whether the credit is the amount of a voucher which a bank has financed, from its issuer, on an account of whom
    /// it belonged to before. What was booked before the financing discharges the issuer; this does not.
    private Optional<Mismatch> paidToOldHolder(EnterpriseId bank, Credit credit) {
        var credited = Optional.ofNullable(credit.creditedAccount()).flatMap(number -> accounts.keptBy(bank, number));
        if (credited.isEmpty() || credit.payerAccount() == null) {
            return Optional.empty();
        }
        return loans.runningOf(credited.get().owner()).stream()
                .filter(loan ->
                        !credit.isBookedBefore(loan.disbursement().price().start()))
                .filter(loan -> vouchers.find(loan.terms().voucher())
                        .filter(voucher -> voucher.terms().amount().equals(credit.amount()))
                        .isPresent())
                .filter(loan -> verifiedAccounts(loan.terms().debtor()).stream()
                        .anyMatch(own -> own.number().equals(credit.payerAccount())))
                .findFirst()
                .map(loan -> new Mismatch(
                        Mismatch.Code.PAID_TO_OLD_HOLDER,
                        "the payer owes this sum to the bank that has financed the voucher",
                        loan.terms().id()));
    }

    private static Optional<Mismatch> mismatch(Mismatch.Code code, String words) {
        return Optional.of(new Mismatch(code, words));
    }

    /// One that is to be paid to this bank.
    Optional<Instruction> receivedBy(EnterpriseId bank, InstructionId id) {
        return store.find(id)
                .filter(instruction -> bank.equals(instruction.terms().bank()));
    }

    /// Voucher before instruction, as everywhere; a foreign one is not touched.
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(EnterpriseId bank, InstructionId id) {
        receivedBy(bank, id).map(instruction -> instruction.terms().voucher()).ifPresent(voucher -> {
            vouchers.take(voucher);
            store.lock(voucher);
        });
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void settling(Match match, BankReceipt receipt) {
        store.save(match.instruction().settle(receipt.id()), clock.instant());
    }

    // What the ledger answers

    /// The ledger holds the payment: who is owed what on this business date gets it.
    @Transactional(propagation = Propagation.MANDATORY)
    void settled(VoucherNo no, BankReceipt receipt, Credit credit) {
        var settling = settling(no);
        var terms = settling.terms();
        var payees = loans.on(no)
                .filter(loan -> loan.terms().id().equals(terms.loan()))
                .map(loan -> paidOn(terms, loan, receipt, credit))
                .orElseGet(() -> paidToHolder(terms));
        store.save(settling.written(businessDates.today()), clock.instant());
        store.insertLines(terms.id(), payees, receipt.id(), credit.no());
        judged(terms, receipt, credit);
        passedOn(terms, payees);
        lateInterest(settling.written(businessDates.today())).ifPresent(late -> judged(terms, late));
    }

    /// Paid by a bank's receipt, and to whom it belonged by then.
    private void judged(Instruction.Terms terms, BankReceipt receipt, Credit credit) {
        var subject = Subject.of(terms.voucher());
        var paid = Figures.of("reference", terms.reference())
                .and("amount", terms.amount())
                .and("bank_reference", credit.reference())
                .and("receipt", receipt.id());
        verdicts.passed(RuleCode.R_05, subject, paid);
        verdicts.passed(RuleCode.R_21, subject, Figures.of("holder_of_record", terms.holder()));
    }

    /// From who owes to who is owed, by banks: nobody else stands on a side of it.
    private void passedOn(Instruction.Terms terms, List<Payee> payees) {
        var figures = Figures.of("payer", terms.payer());
        for (var payee : payees) {
            figures = figures.and("payee", payee.party());
        }
        verdicts.passed(RuleCode.R_03, Subject.of(terms.voucher()), figures);
    }

    /// Paid late by a large buyer: what that costs by law, or by an agreement that the law lets stand.
    private void judged(Instruction.Terms terms, LateInterest late) {
        var figures = Figures.of("days_late", late.days()).and("owed", late.amount());
        verdicts.passed(RuleCode.R_15, Subject.of(terms.voucher()), figures);
    }

    private List<Payee> paidToHolder(Instruction.Terms terms) {
        repayments.bookVoucherPayment(terms.voucher(), terms.payer(), terms.holder(), terms.amount());
        return List.of(new Payee(Payee.Role.HOLDER, terms.holder(), terms.amount()));
    }

    private List<Payee> paidOn(Instruction.Terms terms, Loan loan, BankReceipt receipt, Credit credit) {
        var waterfall = repayments.repayFromVoucher(
                loan.terms().id(),
                terms.amount(),
                allCameOn(terms),
                credit.reference(),
                receipt.id(),
                receipt.receivedBy());
        return keepsAll(loan)
                ? List.of(new Payee(Payee.Role.HOLDER, terms.holder(), terms.amount()))
                : shared(loan, waterfall);
    }

    /// The day on which the bank had the last part of it.
    private LocalDate allCameOn(Instruction.Terms terms) {
        var today = businessDates.today();
        return store.credits(terms.id()).stream()
                .map(credit -> credit.cameOn(terms.dueOn(), today))
                .max(Comparator.naturalOrder())
                .orElse(today);
    }

    /// Who has bought the claim without recourse owes nobody a surplus (民法典 767).
    private static boolean keepsAll(Loan loan) {
        return loan.terms().keepsSurplus();
    }

    /// The bank takes what it is owed and not a fen more; what is left is the money of whoever pledged the claim or
    /// sold it with recourse (民法典 445, 766).
    private static List<Payee> shared(Loan loan, Waterfall waterfall) {
        var terms = loan.terms();
        var role = terms.product().isPurchase() ? Payee.Role.HOLDER : Payee.Role.PLEDGEE;
        var payees = new ArrayList<Payee>();
        var claim = waterfall.parts().total();
        if (claim.isPositive()) {
            payees.add(new Payee(role, terms.bank(), claim));
        }
        if (waterfall.remainder().isPositive()) {
            payees.add(new Payee(Payee.Role.REMAINDER, terms.borrower(), waterfall.remainder()));
        }
        return payees;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refused(VoucherNo no, String why) {
        store.save(settling(no).refused(why), clock.instant());
    }

    private Instruction.Settling settling(VoucherNo no) {
        var found = store.lock(no);
        if (found instanceof Instruction.Settling settling) {
            return settling;
        }
        throw new IllegalStateException("the ledger answers about the settlement of voucher %s, whose instruction is %s"
                .formatted(no, found.state()));
    }
}
