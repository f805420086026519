package scf.platform.settlement;

import java.time.Clock;
import java.time.Instant;
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
import scf.platform.enterprise.Enterprises;
import scf.platform.loan.Loan;
import scf.platform.loan.Loans;
import scf.platform.loan.Repayments;
import scf.platform.loan.Waterfall;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
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
    private final Rulebook rulebook;
    private final BusinessDates businessDates;
    private final Clock clock;

    Instructions(
            SettlementStore store,
            Vouchers vouchers,
            Loans loans,
            Repayments repayments,
            Accounts accounts,
            Enterprises enterprises,
            Rulebook rulebook,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.vouchers = vouchers;
        this.loans = loans;
        this.repayments = repayments;
        this.accounts = accounts;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
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
                isOverdue(instruction) ? "OVERDUE" : instruction.state(),
                enterprises.known(terms.payer()),
                verifiedAccounts(terms.payer()),
                terms.bank() == null ? null : enterprises.known(terms.bank()),
                account(terms),
                payees(reader, instruction).stream()
                        .map(payee -> new InstructionView.NamedPayee(payee, enterprises.known(payee.party())))
                        .toList());
    }

    private boolean isOverdue(Instruction instruction) {
        var today = businessDates.today();
        return instruction instanceof Instruction.Due due
                && today.isAfter(due.terms().dueOn().plusDays(graceDays()));
    }

    private int graceDays() {
        var today = businessDates.today();
        return rulebook.at(today, RuleCode.R_05)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-05 on " + today))
                .figure("grace_days");
    }

    private @Nullable Account account(Instruction.Terms terms) {
        AccountId account = terms.account();
        return account == null ? null : accounts.find(terms.holder(), account).orElseThrow();
    }

    private List<Payee> payees(EnterpriseId reader, Instruction instruction) {
        var terms = instruction.terms();
        var loan = Optional.ofNullable(terms.loan()).flatMap(_ -> loans.on(terms.voucher()));
        if (reader.equals(terms.payer()) || loan.isEmpty() || isPurchase(loan.get())) {
            var receiver = loan.isEmpty() ? terms.holder() : loan.get().terms().bank();
            var role = receiver.equals(terms.holder()) ? Payee.Role.HOLDER : Payee.Role.PLEDGEE;
            return List.of(new Payee(role, receiver, terms.amount()));
        }
        return instruction instanceof Instruction.Settled
                ? store.lines(terms)
                : underPledge(terms, loan.get(), Waterfall.of(terms.amount(), loans.owed(loan.get())));
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
                "SCF" + no,
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
        return match(credits, instructionsOf(bank, credits));
    }

    /// The same, for good: vouchers and instructions are locked, in the order of the house.
    @Transactional(propagation = Propagation.MANDATORY)
    Matching matchLocked(EnterpriseId bank, List<Credit> credits) {
        var found = instructionsOf(bank, credits);
        found.forEach(instruction -> vouchers.take(instruction.terms().voucher()));
        return match(
                credits,
                found.stream()
                        .map(instruction -> store.lock(instruction.terms().voucher()))
                        .toList());
    }

    private List<Instruction> instructionsOf(EnterpriseId bank, List<Credit> credits) {
        var references = credits.stream()
                .flatMap(credit -> Optional.ofNullable(credit.endToEndId()).stream())
                .distinct()
                .toList();
        return references.isEmpty() ? List.of() : store.withReferences(bank, references);
    }

    private Matching match(List<Credit> credits, List<Instruction> instructions) {
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
                rest.add(new Entry.Unmatched(credit, mismatch.get()));
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
        if (!credit.amount().equals(terms.amount())) {
            return mismatch(Mismatch.Code.OTHER_AMOUNT, "%s is due, not %s".formatted(terms.amount(), credit.amount()));
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

    private static Optional<Mismatch> mismatch(Mismatch.Code code, String words) {
        return Optional.of(new Mismatch(code, words));
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
    }

    private List<Payee> paidToHolder(Instruction.Terms terms) {
        repayments.bookVoucherPayment(terms.voucher(), terms.payer(), terms.holder(), terms.amount());
        return List.of(new Payee(Payee.Role.HOLDER, terms.holder(), terms.amount()));
    }

    private List<Payee> paidOn(Instruction.Terms terms, Loan loan, BankReceipt receipt, Credit credit) {
        var waterfall = repayments.repayFromVoucher(
                loan.terms().id(), terms.amount(), credit.reference(), receipt.id(), receipt.receivedBy());
        return isPurchase(loan)
                ? List.of(new Payee(Payee.Role.HOLDER, terms.holder(), terms.amount()))
                : underPledge(terms, loan, waterfall);
    }

    private static boolean isPurchase(Loan loan) {
        return loan.terms().product().isPurchase();
    }

    /// The pledgee takes what it is owed and not a fen more; what is left is the holder's (民法典 445, 766).
    private static List<Payee> underPledge(Instruction.Terms terms, Loan loan, Waterfall waterfall) {
        var payees = new ArrayList<Payee>();
        var claim = waterfall.parts().total();
        if (claim.isPositive()) {
            payees.add(new Payee(Payee.Role.PLEDGEE, loan.terms().bank(), claim));
        }
        if (waterfall.remainder().isPositive()) {
            payees.add(new Payee(Payee.Role.REMAINDER, terms.holder(), waterfall.remainder()));
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
