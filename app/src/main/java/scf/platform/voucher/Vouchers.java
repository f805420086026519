package scf.platform.voucher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.AcceptRow;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.DeclineRow;
import scf.contract.FundRow;
import scf.contract.IssueRow;
import scf.contract.LockRow;
import scf.contract.Malformed;
import scf.contract.ReleaseRow;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.BusinessDays;
import scf.platform.calendar.Terms;
import scf.platform.creditline.Issuable;
import scf.platform.creditline.Quotas;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.receivable.OverdueLists;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.whitelist.Standing;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Every step that an enterprise signs on a voucher, from its issue to its settlement.
///
/// Each step comes twice: `prepare…` says whether it would be refused and makes the act; the step itself looks again,
/// verifies the signature, and hands the act to the ledger. What the ledger answers is read by [LedgerAnswers]; what
/// time does is done by [Maturities].
///
/// Rows are locked in one order over all rooms, because the ledger's answers take it too: **voucher, request, loan,
/// credit line**. Who needs several begins with [#take].
@Service
@Transactional
public class Vouchers {

    /// How long a holder binds its voucher to the bank whose offer it accepted: time to register and to pay out.
    public static final Duration LOCKED_FOR = Duration.ofDays(3);

    private final VoucherStore store;
    private final Maturities maturities;
    private final Receivables receivables;
    private final Whitelist whitelist;
    private final Quotas quotas;
    private final OverdueLists overdueLists;
    private final Acceptance acceptance;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final Acts acts;
    private final BusinessDates businessDates;
    private final BusinessDays businessDays;
    private final Clock clock;

    Vouchers(
            VoucherStore store,
            Maturities maturities,
            Receivables receivables,
            Whitelist whitelist,
            Quotas quotas,
            OverdueLists overdueLists,
            Acceptance acceptance,
            Rulebook rulebook,
            Verdicts verdicts,
            Acts acts,
            BusinessDates businessDates,
            BusinessDays businessDays,
            Clock clock) {
        this.store = store;
        this.maturities = maturities;
        this.receivables = receivables;
        this.whitelist = whitelist;
        this.quotas = quotas;
        this.overdueLists = overdueLists;
        this.acceptance = acceptance;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.acts = acts;
        this.businessDates = businessDates;
        this.businessDays = businessDays;
        this.clock = clock;
    }

    // Reading

    /// For rooms that know the voucher already. Doors ask for what the caller may read.
    @Transactional(readOnly = true)
    public Optional<Voucher> find(VoucherNo no) {
        return store.find(no);
    }

    /// The voucher, if this party may read it: its issuer, payee or holder, or a bank that was asked for money on it.
    @Transactional(readOnly = true)
    public Optional<Voucher> readBy(EnterpriseId reader, VoucherNo no) {
        return store.readBy(reader, no);
    }

    @Transactional(readOnly = true)
    public List<Voucher> allReadBy(EnterpriseId reader, Instant issuedAfter, VoucherNo noAfter, int limit) {
        return store.allReadBy(reader, issuedAfter, noAfter, limit);
    }

    /// Every state that the voucher has been in, after the place where the last page ended.
    @Transactional(readOnly = true)
    public List<VoucherStep> history(VoucherNo no, int after, int limit) {
        return store.history(no, after, limit);
    }

    /// The vouchers in which the value of this one stands, if it was spent or came back.
    @Transactional(readOnly = true)
    public List<VoucherNo> partsOf(VoucherNo no) {
        return store.partsOf(no);
    }

    /// The vouchers that stand on a receivable, live or ended: for rooms that know the receivable already.
    @Transactional(readOnly = true)
    public List<VoucherNo> on(ReceivableId receivable) {
        return store.on(receivable);
    }

    /// Since when the ledger has held the financing of the voucher. From then on its issuer reads there whom it owes.
    @Transactional(readOnly = true)
    public Optional<Instant> financedAt(VoucherNo no) {
        return store.financedAt(no);
    }

    /// From now on this bank may read the voucher: its holder asks it for money.
    @Transactional(propagation = Propagation.MANDATORY)
    public void show(VoucherNo no, EnterpriseId bank) {
        store.mayRead(no, bank);
    }

    /// The voucher as it is by now, locked until the transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Voucher> take(VoucherNo no) {
        return store.lock(no).map(maturities::asOfNow);
    }

    // Issue

    /// What a debtor asks for when it issues a voucher on a receivable that it has confirmed.
    ///
    /// @param acceptBy the last day on which the payee may accept; none: as long as the rule of the day allows
    public record Issue(
            ReceivableId receivable,
            Money amount,
            LocalDate dueDate,
            @Nullable LocalDate acceptBy) {

        public Issue(ReceivableId receivable, Money amount, LocalDate dueDate) {
            this(receivable, amount, dueDate, null);
        }
    }

    public Drafting<IssueRefusal> prepareIssue(EnterpriseId issuer, String user, @Nullable KeyId key, Issue issue) {
        var receivable = receivables.find(issue.receivable());
        var refusal = refusalOf(issuer, issue, receivable);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var no = VoucherNo.random();
        var row = new IssueRow(
                no.value(),
                issue.receivable().toString(),
                issuer.toString(),
                receivable.orElseThrow().claim().creditor().toString(),
                issue.amount().minor(),
                issue.amount().currency().getCurrencyCode(),
                businessDates.today(),
                issue.dueDate(),
                issue.acceptBy() == null ? acceptance.latest(issue.dueDate()) : issue.acceptBy());
        return Drafting.of(acts.prepare(new Draft(ActType.ISSUE, no.value(), 0, issuer, key, user, List.of(row))));
    }

    /// Issues the voucher that the act promises: number, amount and day are those that were signed.
    public Stepping<IssueRefusal, Voucher.Issuing> issue(EnterpriseId issuer, ActJson act) {
        var no = new VoucherNo(subjectOf(act));
        var verifying = acts.verify(act, ActType.ISSUE, no.value(), issuer);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var row = (IssueRow) verified.rows().getFirst();
        var issue = new Issue(
                new ReceivableId(UUID.fromString(row.receivable())),
                Money.ofMinor(row.amountMinor(), row.currency()),
                row.dueDate(),
                row.acceptBy());
        var receivable = receivables.lock(issue.receivable());
        var refusal = refusalOf(issuer, issue, receivable);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        if (!row.issueDate().equals(businessDates.today())) {
            return new Stepping.Refused<>(new IssueRefusal.Outdated(businessDates.today()));
        }
        // Asked last: a quota that has room is taken, and nothing after it can refuse.
        if (quotas.reserve(issuer, no, issue.amount()) instanceof Issuable.Binds(var available, var shortBy)) {
            return new Stepping.Refused<>(new IssueRefusal.QuotaBinds(available, shortBy));
        }

        var payee = receivable.orElseThrow().claim().creditor();
        var terms = new Voucher.Terms(
                no,
                no,
                issue.receivable(),
                issuer,
                payee,
                issue.amount(),
                row.issueDate(),
                issue.dueDate(),
                businessDays.onOrAfter(issue.dueDate()),
                clock.instant(),
                null,
                issue.acceptBy());
        var issuing = new Voucher.Issuing(terms, new Voucher.Standing(0, payee, null, null, false));
        receivables.vouchered(issue.receivable(), issue.amount());
        store.insert(issuing);
        store.mayRead(no, issuer);
        store.mayRead(no, payee);
        judged(terms, receivable.orElseThrow().claim().dueDate());
        acts.tell(verified);
        return new Stepping.Asked<>(issuing);
    }

    private Optional<IssueRefusal> refusalOf(EnterpriseId issuer, Issue issue, Optional<Receivable> found) {
        var today = businessDates.today();
        var debtors = found.filter(receivable -> receivable.claim().debtor().equals(issuer));
        if (debtors.isEmpty()) {
            return Optional.of(new IssueRefusal.NoSuchReceivable());
        }
        var subject = Subject.of(issue.receivable());
        if (!(debtors.get() instanceof Receivable.OnLedger receivable)) {
            var figures = Figures.of("state", debtors.get().state().shown());
            return refused(rule(RuleCode.R_02, today), subject, figures, new IssueRefusal.NotConfirmed());
        }
        var claim = receivable.claim();
        var currency = receivable.confirmed().currency();
        if (!issue.amount().currency().equals(currency)) {
            return Optional.of(new IssueRefusal.OtherCurrency(currency.getCurrencyCode()));
        }
        if (!issue.amount().isPositive() || issue.amount().exceeds(receivable.open())) {
            var figures = Figures.of("asked", issue.amount()).and("open", receivable.open());
            return refused(rule(RuleCode.R_02, today), subject, figures, new IssueRefusal.AboveOpen(receivable.open()));
        }
        if (!issue.dueDate().isAfter(today)) {
            return Optional.of(new IssueRefusal.DueTooEarly(today));
        }
        var tenor = rule(RuleCode.R_01, today);
        var last = Terms.endOf(today, longest(tenor));
        var dates = Figures.of("issued", today).and("due", issue.dueDate());
        if (issue.dueDate().isAfter(last)) {
            return refused(tenor, subject, dates.and("latest", last), new IssueRefusal.TenorExceeded(last, tenor));
        }
        if (issue.dueDate().isAfter(claim.dueDate())) {
            var rule = rule(RuleCode.R_12, today);
            var why = new IssueRefusal.DueAfterReceivable(claim.dueDate(), rule);
            return refused(rule, subject, dates.and("receivable_due", claim.dueDate()), why);
        }
        if (acceptance.isUntimely(issue.acceptBy(), issue.dueDate())) {
            var rule = rule(RuleCode.R_12, today);
            var latest = acceptance.latest(issue.dueDate());
            var why = new IssueRefusal.AcceptByOutOfBounds(today, latest, rule);
            return refused(rule, subject, Figures.of("latest_to_accept", latest), why);
        }
        if (whitelist.standing(issuer) instanceof Standing.NotListed notListed) {
            var rule = rule(RuleCode.W_02, today);
            return refused(rule, subject, Figures.NONE, new IssueRefusal.IssuerNotListed(notListed, rule));
        }
        var stopped = stopped(issuer, today, subject);
        if (stopped.isPresent()) {
            return stopped;
        }
        return quotas.peek(issuer, issue.amount()) instanceof Issuable.Binds(var available, var shortBy)
                ? Optional.of(new IssueRefusal.QuotaBinds(available, shortBy))
                : Optional.empty();
    }

    /// Who failed at maturity, here or by the word of others, issues nothing new.
    private Optional<IssueRefusal> stopped(EnterpriseId issuer, LocalDate today, Subject subject) {
        var stop = rule(RuleCode.R_06, today);
        var unpaid = store.unpaid(issuer, today);
        if (unpaid.isPresent()) {
            var why = new IssueRefusal.IssuerStopped(unpaid.get(), stop);
            return refused(stop, subject, Figures.of("unpaid", unpaid.get()), why);
        }
        return overdueLists
                .of(issuer)
                .flatMap(overdue -> refused(
                        stop,
                        subject,
                        Figures.of("cause", overdue.cause()).and("since", overdue.since()),
                        new IssueRefusal.IssuerOverdue(overdue, stop)));
    }

    private Optional<IssueRefusal> refused(Rule rule, Subject subject, Figures figures, IssueRefusal why) {
        return Optional.of(verdicts.refused(rule, subject, figures, why));
    }

    /// Where the rule of the day only escalates what is longer than its months, its absolute term still holds.
    private static int longest(Rule tenor) {
        return tenor.figure(tenor.effect() == Effect.BLOCK ? "tenor_months" : "absolute_tenor_months");
    }

    /// What the rules came to that let the voucher pass.
    private void judged(Voucher.Terms terms, LocalDate receivableDue) {
        var subject = Subject.of(terms.no());
        var tenor = rule(RuleCode.R_01, terms.issueDate());
        var inPrinciple = Terms.endOf(terms.issueDate(), tenor.figure("tenor_months"));
        verdicts.record(
                tenor,
                subject,
                terms.dueDate().isAfter(inPrinciple) ? Outcome.ESCALATED : Outcome.PASSED,
                Figures.of("issued", terms.issueDate())
                        .and("due", terms.dueDate())
                        .and("in_principle", inPrinciple)
                        .and("latest", Terms.endOf(terms.issueDate(), longest(tenor))));
        verdicts.passed(RuleCode.R_02, subject, Figures.of("receivable", terms.receivable()));
        verdicts.passed(
                RuleCode.R_12, subject, Figures.of("due", terms.dueDate()).and("receivable_due", receivableDue));
        verdicts.passed(RuleCode.W_02, subject, Figures.NONE);
        verdicts.passed(RuleCode.R_06, subject, Figures.NONE);
    }

    // Acceptance

    public Drafting<AcceptRefusal> prepareAcceptance(
            EnterpriseId payee, String user, @Nullable KeyId key, VoucherNo no) {
        var found = store.find(no);
        var refusal = refusalOf(payee, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        return Drafting.of(acts.prepare(draft(
                ActType.ACCEPT, found.orElseThrow(), payee, user, key, new AcceptRow(no.value(), payee.toString()))));
    }

    public Stepping<AcceptRefusal, Voucher.Accepting> accept(EnterpriseId payee, VoucherNo no, ActJson act) {
        var found = take(no);
        var refusal = refusalOf(payee, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, ActType.ACCEPT, no.value(), payee);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;

        var accepting = ((Voucher.PendingAccept) found.orElseThrow()).accept();
        store.save(accepting, clock.instant());
        acts.tell(verified);
        return new Stepping.Asked<>(accepting);
    }

    /// Nobody is made to take a voucher (条例 art 11): the payee may decline it, and its money is owed as before.
    public Drafting<AcceptRefusal> prepareDecline(
            EnterpriseId payee, String user, @Nullable KeyId key, VoucherNo no, String reason) {
        var found = store.find(no);
        var refusal = refusalOf(payee, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var row = new DeclineRow(no.value(), payee.toString(), reason);
        return Drafting.of(acts.prepare(draft(ActType.DECLINE, found.orElseThrow(), payee, user, key, row)));
    }

    public Stepping<AcceptRefusal, Voucher.Declining> decline(EnterpriseId payee, VoucherNo no, ActJson act) {
        var found = take(no);
        var refusal = refusalOf(payee, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, ActType.DECLINE, no.value(), payee);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;

        var reason = ((DeclineRow) verified.rows().getFirst()).reason();
        var declining = ((Voucher.PendingAccept) found.orElseThrow()).decline(reason);
        store.save(declining, clock.instant());
        // Nobody is made to take it, and the money stays owed on its day.
        verdicts.passed(
                RuleCode.R_12,
                Subject.of(no),
                Figures.of("declined", businessDates.today())
                        .and("still_owed_on", declining.terms().dueDate()));
        acts.tell(verified);
        return new Stepping.Asked<>(declining);
    }

    /// What is true of acceptance is true of its contrary.
    private Optional<AcceptRefusal> refusalOf(EnterpriseId payee, Optional<Voucher> found) {
        var payees = found.filter(voucher -> voucher.terms().payee().equals(payee));
        if (payees.isEmpty()) {
            return Optional.of(new AcceptRefusal.NoSuchVoucher());
        }
        var voucher = payees.get();
        var lastDay = voucher.terms().lastDayToAccept();
        boolean lapsed = voucher instanceof Voucher.Voided ended && ended.endedBy() == Voucher.Ending.EXPIRED;
        boolean over = VoucherStates.allows(voucher, VoucherStates.Event.EXPIRE)
                && !voucher.standing().frozen()
                && businessDates.today().isAfter(lastDay);
        if (lapsed || over) {
            return Optional.of(new AcceptRefusal.AcceptanceOver(lastDay));
        }
        if (!VoucherStates.allows(voucher, VoucherStates.Event.ACCEPT)) {
            return Optional.of(new AcceptRefusal.NotPending(voucher.state()));
        }
        return voucher.standing().frozen() ? Optional.of(new AcceptRefusal.Frozen()) : Optional.empty();
    }

    // Lock

    public Drafting<LockRefusal> prepareLock(
            EnterpriseId holder, String user, @Nullable KeyId key, VoucherNo no, LockTerms terms) {
        var found = store.find(no);
        var refusal = refusalToLock(holder, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        // Whole seconds: the act is text, and both ledger and credit line must mean the same moment.
        var until = clock.instant().plus(LOCKED_FOR).truncatedTo(ChronoUnit.SECONDS);
        var row = lockRow(no, holder, terms, until);
        return Drafting.of(acts.prepare(draft(ActType.LOCK, found.orElseThrow(), holder, user, key, row)));
    }

    /// Locks the row and looks for every reason to refuse. Nothing is written: see [LockJudging].
    @Transactional(propagation = Propagation.MANDATORY)
    public LockJudging judgeLock(EnterpriseId holder, VoucherNo no, LockTerms terms, ActJson act) {
        var found = take(no);
        var refusal = refusalToLock(holder, found);
        if (refusal.isPresent()) {
            return new LockJudging.Refused(refusal.get());
        }
        var verifying = acts.verify(act, ActType.LOCK, no.value(), holder);
        if (verifying instanceof Verifying.Refused why) {
            return new LockJudging.NotTheAct(why);
        }
        var verified = (Verifying.Verified) verifying;
        var row = (LockRow) verified.rows().getFirst();
        if (!row.equals(lockRow(no, holder, terms, row.lockedUntil()))) {
            return new LockJudging.Refused(new LockRefusal.OtherLock());
        }
        var lock = new Voucher.Lock(terms.request(), terms.bank(), row.lockedUntil(), terms.agreed());
        if (lock.isOver(clock.instant())) {
            return new LockJudging.Refused(new LockRefusal.AlreadyOver(lock.until()));
        }
        return new LockJudging.Ready((Voucher.Active) found.orElseThrow(), lock, verified);
    }

    /// Takes the lock that was judged in this transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public Voucher.Locking lock(LockJudging.Ready ready) {
        var voucher = ready.voucher();
        var locking = voucher.lock(ready.lock());
        store.save(locking, clock.instant());
        store.insertLock(
                voucher.no(),
                voucher.standing().holder(),
                ready.lock(),
                ready.act().hash(),
                clock.instant());
        acts.tell(ready.act());
        return locking;
    }

    private static LockRow lockRow(VoucherNo no, EnterpriseId holder, LockTerms terms, Instant until) {
        var agreed = terms.agreed();
        return new LockRow(
                no.value(),
                holder.toString(),
                terms.bank().toString(),
                terms.request().toString(),
                agreed.offer().toString(),
                agreed.product(),
                agreed.recourse(),
                agreed.funded().minor(),
                agreed.funded().currency().getCurrencyCode(),
                terms.interestMode(),
                terms.annualRate().millionths(),
                terms.dayCount().name(),
                terms.fees().minor(),
                until);
    }

    private Optional<LockRefusal> refusalToLock(EnterpriseId holder, Optional<Voucher> found) {
        var held = found.filter(voucher -> voucher.standing().holder().equals(holder));
        if (held.isEmpty()) {
            return Optional.of(new LockRefusal.NoSuchVoucher());
        }
        if (!(held.get() instanceof Voucher.Active active)) {
            return Optional.of(new LockRefusal.NotActive(held.get().state()));
        }
        if (active.standing().frozen()) {
            return Optional.of(new LockRefusal.NotActive("FROZEN"));
        }
        var payableOn = active.terms().payableOn();
        return businessDates.today().isBefore(payableOn)
                ? Optional.empty()
                : Optional.of(new LockRefusal.Matured(payableOn));
    }

    // Funding

    public Drafting<FundRefusal> prepareFund(
            EnterpriseId bank, String user, @Nullable KeyId key, VoucherNo no, Voucher.Financing financing) {
        var found = store.find(no);
        var refusal = refusalToFund(bank, found, financing);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var row = fundRow((Voucher.FinLocked) found.orElseThrow(), financing);
        return Drafting.of(acts.prepare(draft(ActType.FUND, found.orElseThrow(), bank, user, key, row)));
    }

    /// The bank declares that it has paid. Whoever calls has written nothing yet, or undoes it when this is refused.
    public Stepping<FundRefusal, Voucher.Funding> fund(
            EnterpriseId bank, VoucherNo no, Voucher.Financing financing, ActJson act) {
        var found = take(no);
        var refusal = refusalToFund(bank, found, financing);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, ActType.FUND, no.value(), bank);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var locked = (Voucher.FinLocked) found.orElseThrow();
        if (!verified.rows().getFirst().equals(fundRow(locked, financing))) {
            return new Stepping.Refused<>(
                    verdicts.refused(RuleCode.R_17, Subject.of(no), new FundRefusal.OtherFunding()));
        }

        var funding = locked.fund(financing);
        store.save(funding, clock.instant());
        store.insertFunding(no, financing, verified.hash(), clock.instant());
        acts.tell(verified);
        return new Stepping.Asked<>(funding);
    }

    private static FundRow fundRow(Voucher.FinLocked locked, Voucher.Financing financing) {
        return new FundRow(
                locked.no().value(),
                financing.bank().toString(),
                financing.loan().toString(),
                Objects.requireNonNull(locked.lock().agreed()).offer().toString(),
                financing.product(),
                financing.funded().minor(),
                financing.funded().currency().getCurrencyCode());
    }

    private Optional<FundRefusal> refusalToFund(
            EnterpriseId bank, Optional<Voucher> found, Voucher.Financing financing) {
        var readable = found.filter(voucher -> store.readBy(bank, voucher.no()).isPresent());
        if (readable.isEmpty()) {
            return Optional.of(new FundRefusal.NoSuchVoucher());
        }
        if (!(readable.get() instanceof Voucher.FinLocked locked)
                || !locked.lock().bank().equals(bank)) {
            return Optional.of(new FundRefusal.NotLocked(readable.get().state()));
        }
        if (locked.standing().frozen()) {
            return Optional.of(new FundRefusal.NotLocked("FROZEN"));
        }
        if (locked.lock().isOver(clock.instant())) {
            return Optional.of(new FundRefusal.LockOver(locked.lock().until()));
        }
        var terms = locked.terms();
        if (!businessDates.today().isBefore(terms.payableOn())) {
            return Optional.of(new FundRefusal.Matured(terms.payableOn()));
        }
        var agreed = locked.lock().agreed();
        return agreed != null && agreed.isCarriedOutBy(financing)
                ? Optional.empty()
                // A notice tells who has financed what on which ground (民法典 764): the holder's word is that ground.
                : Optional.of(
                        verdicts.refused(RuleCode.R_17, Subject.of(terms.no()), new FundRefusal.NotAsLocked(agreed)));
    }

    // Release

    /// Prepares what frees the voucher before its lock's time (解除锁定): for a bank that will not pay on this request.
    public Drafting<ReleaseRefusal> prepareRelease(
            EnterpriseId bank,
            String user,
            @Nullable KeyId key,
            VoucherNo no,
            FinancingRequestId request,
            String reason) {
        var found = store.find(no);
        var refusal = refusalToRelease(bank, request, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var row = new ReleaseRow(no.value(), bank.toString(), reason);
        return Drafting.of(acts.prepare(draft(ActType.RELEASE, found.orElseThrow(), bank, user, key, row)));
    }

    /// The bank lets go. The voucher stays locked until the ledger has heard it.
    public Stepping<ReleaseRefusal, Voucher.FinLocked> release(
            EnterpriseId bank, VoucherNo no, FinancingRequestId request, ActJson act) {
        var found = take(no);
        var refusal = refusalToRelease(bank, request, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, ActType.RELEASE, no.value(), bank);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;

        store.askRelease(no, verified.hash());
        acts.tell(verified);
        return new Stepping.Asked<>((Voucher.FinLocked) found.orElseThrow());
    }

    private Optional<ReleaseRefusal> refusalToRelease(
            EnterpriseId bank, FinancingRequestId request, Optional<Voucher> found) {
        if (found.isEmpty()
                || !(found.get() instanceof Voucher.FinLocked locked)
                || !locked.lock().bank().equals(bank)
                || !locked.lock().request().equals(request)) {
            return Optional.of(new ReleaseRefusal.NotLocked());
        }
        return store.isReleasing(locked.no()) ? Optional.of(new ReleaseRefusal.AskedBefore()) : Optional.empty();
    }

    // Settlement

    /// Prepares one act for all vouchers that a bank's receipt pays (兑付).
    ///
    /// @param reference the bank's own reference of the credit on its account
    public Drafting<SettleRefusal> prepareSettlement(
            EnterpriseId bank,
            String user,
            @Nullable KeyId key,
            BankReceiptId receipt,
            String reference,
            List<VoucherNo> paid) {
        var rows = new ArrayList<Row>();
        for (VoucherNo no : inOrder(paid)) {
            var found = store.find(no);
            var refusal = refusalToSettle(bank, no, found);
            if (refusal.isPresent()) {
                return new Drafting.Refused<>(refusal.get());
            }
            rows.add(settleRow(found.orElseThrow(), reference));
        }

        return Drafting.of(acts.prepare(new Draft(ActType.SETTLE, receipt.toString(), 0, bank, key, user, rows)));
    }

    /// The receiving bank declares that the money is there: all vouchers of the act, or none.
    public Stepping<SettleRefusal, List<Voucher.Settling>> settle(
            EnterpriseId bank, BankReceiptId receipt, ActJson act) {
        var verifying = acts.verify(act, ActType.SETTLE, receipt.toString(), bank);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var due = new ArrayList<Voucher.Payable>();
        for (Row row : verified.rows()) {
            var no = new VoucherNo(row.subject());
            var found = store.lock(no);
            var refusal = refusalToSettle(bank, no, found);
            if (refusal.isPresent()) {
                return new Stepping.Refused<>(refusal.get());
            }
            var voucher = (Voucher.Payable) found.orElseThrow();
            if (!row.equals(settleRow(voucher, ((SettleRow) row).receiptReference()))) {
                return new Stepping.Refused<>(new SettleRefusal.Outdated(no));
            }
            due.add(voucher);
        }

        var reference = ((SettleRow) verified.rows().getFirst()).receiptReference();
        var settling = due.stream().map(Voucher.Payable::settle).toList();
        for (var voucher : settling) {
            store.save(voucher, clock.instant());
            store.insertSettlement(voucher, receipt, reference, bank, verified.hash(), clock.instant());
        }
        acts.tell(verified);
        return new Stepping.Asked<>(settling);
    }

    /// One order for everybody, so that two batches with common vouchers never wait for each other.
    private static List<VoucherNo> inOrder(List<VoucherNo> paid) {
        return paid.stream()
                .distinct()
                .sorted(Comparator.comparing(VoucherNo::value))
                .toList();
    }

    private static SettleRow settleRow(Voucher voucher, String reference) {
        var amount = voucher.terms().amount();
        return new SettleRow(
                voucher.no().value(),
                voucher.standing().version(),
                reference,
                amount.minor(),
                amount.currency().getCurrencyCode());
    }

    private static Optional<SettleRefusal> refusalToSettle(EnterpriseId bank, VoucherNo no, Optional<Voucher> found) {
        var payable = found.filter(voucher -> voucher.standing().financing() == null
                || voucher.standing().financing().bank().equals(bank));
        if (payable.isEmpty()) {
            return Optional.of(new SettleRefusal.NoSuchVoucher(no));
        }
        return VoucherStates.allows(payable.get(), VoucherStates.Event.PAID)
                ? Optional.empty()
                : Optional.of(new SettleRefusal.NotDue(no, payable.get().state()));
    }

    // Unpaid

    /// The financier turns to whoever sold it the claim (追索), if the issuer is overdue with it.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Voucher.Recoursed> recoursed(VoucherNo no) {
        return take(no).filter(voucher -> VoucherStates.allows(voucher, VoucherStates.Event.RECOURSE))
                .map(voucher -> {
                    var recoursed = ((Voucher.Overdue) voucher).recoursed();
                    store.save(recoursed, clock.instant());
                    return recoursed;
                });
    }

    /// Whoever is owed the money declares that it will not come (违约).
    public Defaulting declareDefault(EnterpriseId owed, VoucherNo no, String reason) {
        var found = take(no).filter(voucher -> owed.equals(creditorOf(voucher)));
        if (found.isEmpty()) {
            return new Defaulting.NoSuchVoucher();
        }
        var voucher = found.get();
        var refusal = VoucherStates.refusal(voucher, VoucherStates.Event.DEFAULT);
        if (refusal.isPresent()) {
            return new Defaulting.NotOverdue(voucher.state(), refusal.get());
        }

        var defaulted = ((Voucher.Overdue) voucher).defaulted(reason);
        store.save(defaulted, clock.instant());
        return new Defaulting.Declared(defaulted);
    }

    private static EnterpriseId creditorOf(Voucher voucher) {
        var financing = voucher.standing().financing();
        return financing == null ? voucher.standing().holder() : financing.bank();
    }

    // Common to the steps

    private static Draft draft(
            ActType type, Voucher voucher, EnterpriseId actor, String user, @Nullable KeyId key, Row row) {
        return new Draft(type, voucher.no().value(), voucher.standing().version(), actor, key, user, List.of(row));
    }

    private Rule rule(RuleCode code, LocalDate day) {
        return rulebook.at(day, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, day)));
    }

    /// The number that an act of issue gives its voucher. What cannot be read is refused by [Acts#verify], with its
    /// field.
    private static String subjectOf(ActJson act) {
        try {
            return act.header() == null
                    ? ""
                    : ActHeader.parse(Bytes.ofBase64(act.header())).subject();
        } catch (Malformed _) {
            return "";
        }
    }
}
