package scf.platform.receivable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDateMoved;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.enterprise.Sizes;
import scf.platform.money.Money;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.trade.DocumentFiled;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// The receivables of all chains: claimed by the creditor, matched with their documents, and what of them stands in
/// vouchers. The debtor's side is [Confirmations].
@Service
@Transactional
public class Receivables {

    /// Where the term is not in the rulebook of an early date, the debtor still has the thirty days of today's law.
    private static final int DAYS_TO_CONFIRM = 30;

    private static final int LONGEST_TERM_YEARS = 10;

    private final ReceivableStore store;
    private final InvoiceStore invoices;
    private final EvidenceStore evidence;
    private final TradeDocuments documents;
    private final Matching matching;
    private final Sizes sizes;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Receivables(
            ReceivableStore store,
            InvoiceStore invoices,
            EvidenceStore evidence,
            TradeDocuments documents,
            Sizes sizes,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.invoices = invoices;
        this.evidence = evidence;
        this.documents = documents;
        this.matching = new Matching(documents);
        this.sizes = sizes;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Receivable> find(ReceivableId id) {
        return store.find(id);
    }

    /// The receivable, if this party is its creditor or debtor.
    @Transactional(readOnly = true)
    public Optional<Receivable> find(ReceivableId id, EnterpriseId party) {
        return store.find(id).filter(receivable -> receivable.claim().isOf(party));
    }

    @Transactional(readOnly = true)
    public List<Finding> findings(ReceivableId id) {
        return evidence.findings(id);
    }

    /// The documents that a claim rests on, beside its invoice.
    @Transactional(readOnly = true)
    public List<DocumentId> evidence(ReceivableId id) {
        return evidence.of(id);
    }

    /// A party's receivables in the order of their claims, after the place where the last page ended.
    @Transactional(readOnly = true)
    public List<Receivable> list(
            EnterpriseId party,
            @Nullable Role role,
            Receivable.@Nullable State state,
            Instant afterTime,
            ReceivableId afterId,
            int limit) {
        return store.list(party, role, state, new ReceivableStore.Claimed(afterTime, afterId), limit);
    }

    /// A creditor claims what an invoice says it is owed, and the documents are matched at once.
    public Claiming claim(EnterpriseId creditor, String user, ClaimRequest request) {
        // 1. Find: the documents. Lock: the trade, whose deliveries other claims may be using, and the invoice.
        TradeDocument invoice;
        List<TradeDocument> named;
        switch (papers(creditor, request)) {
            case Papers.Lacking lacking -> {
                return lacking.why();
            }
            case Papers.There there -> {
                invoice = there.invoice();
                named = there.evidence();
            }
        }
        var gross = Objects.requireNonNull(invoice.payable(), "an invoice says what is payable");
        var today = businessDates.today();
        var unowed = unowed(invoice, gross, request.kind(), today);
        if (unowed.isPresent()) {
            return unowed.get();
        }
        evidence.lockTrade(creditor, invoice.buyer());
        var use = lockUse(invoice, gross);

        // 2. Every reason to refuse.
        var amount = request.amount() == null ? use.unclaimed() : request.amount();
        var due = request.dueDate() == null ? invoice.dueDate() : request.dueDate();
        var refusal = amountRefusal(amount, use).or(() -> dueRefusal(due, invoice));
        if (due == null || refusal.isPresent()) {
            return refused(invoice, refusal.orElseThrow());
        }
        var now = nextInTheQueue(creditor, invoice.buyer());
        var outcome = matching.match(invoice, named, claimsBefore(now, invoice.id()), today);
        var term = TermOfPayment.of(invoice, outcome.fitting());
        var parties = partiesOf(invoice, request.contractNo(), outcome.fitting());
        var longTerm = longTerm(term, due, parties);
        if (longTerm.isPresent()
                && request.termClause() == null
                && longTerm.get().blocks()) {
            return verdicts.refused(
                    RuleCode.R_11, Subject.of(invoice.id()), figuresOf(term, due, parties), longTerm.get());
        }

        // 3. Do it.
        var claim = new Claim(
                ReceivableId.random(),
                invoice.id(),
                creditor,
                invoice.buyer(),
                request.contractNo(),
                parties.contractedOn(),
                gross,
                amount,
                due,
                term.from(),
                term.basis(),
                request.termClause(),
                today,
                today.plusDays(daysToConfirm(today)),
                user,
                now,
                1);
        invoices.save(use.withClaimed(use.claimed().plus(amount)));
        var receivable = matched(new Receivable.Submitted(claim), outcome);
        var findings = new ArrayList<>(outcome.findings());
        longTerm.ifPresent(flag -> findings.add(flagged(flag, due, request.termClause())));
        store.insert(receivable);
        keep(claim.id(), outcome, findings);
        judged(claim, outcome, longTerm, figuresOf(term, due, parties));
        return new Claiming.Claimed(receivable, findings);
    }

    /// Whether goods delivered or work done stand behind the invoice, and something is owed on it today.
    private Optional<Claiming> unowed(TradeDocument invoice, Money gross, ClaimKind kind, LocalDate today) {
        if (!kind.isFinanceable()) {
            var rule = rulebook.at(today, RuleCode.R_02)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no R-02 on " + today));
            var why = new Claiming.KindExcluded(kind, rule);
            return Optional.of(verdicts.refused(rule, Subject.of(invoice.id()), Figures.of("kind", kind), why));
        }
        if (invoice.issueDate().isAfter(today)) {
            var why = new Claiming.InvoiceOfTheFuture(invoice.issueDate(), today);
            return Optional.of(unreal(invoice.id(), Figures.of("issued", invoice.issueDate()), why));
        }
        return gross.isPositive()
                ? Optional.empty()
                : Optional.of(unreal(invoice.id(), Figures.of("payable", gross), new Claiming.NothingPayable()));
    }

    /// What is used of an invoice. Before the seller handed in its own it may have claimed on the buyer's version under
    /// this number: then that claim has used all of it.
    private InvoiceStore.Use lockUse(TradeDocument invoice, Money gross) {
        var uses = documents.versions(invoice).stream()
                .sorted(Comparator.comparing(version -> version.id().toString()))
                .map(version -> invoices.lock(version.id(), Objects.requireNonNull(version.payable())))
                .toList();
        boolean usedUp = uses.stream()
                .anyMatch(use ->
                        !use.invoice().equals(invoice.id()) && use.claimed().isPositive());
        var own = uses.stream()
                .filter(use -> use.invoice().equals(invoice.id()))
                .findFirst()
                .orElseThrow();
        return usedUp ? own.withClaimed(gross) : own;
    }

    /// What an invoice is worth is claimed once: more of it is no real trade. Slips of the pen are no breach.
    private Claiming.Refused refused(TradeDocument invoice, Claiming.Refused why) {
        return why instanceof Claiming.AboveInvoice(var open)
                ? unreal(invoice.id(), Figures.of("unclaimed", open), why)
                : why;
    }

    private Claiming.Refused unreal(DocumentId paper, Figures figures, Claiming.Refused why) {
        return verdicts.refused(RuleCode.R_02, Subject.of(paper), figures, why);
    }

    private void judged(
            Claim claim, Matching.Outcome outcome, Optional<Claiming.TermTooLong> longTerm, Figures termOfPayment) {
        var subject = Subject.of(claim.id());
        verdicts.passed(
                RuleCode.R_02,
                subject,
                Figures.of("contract", claim.contractNo())
                        .and("invoice", claim.invoice())
                        .and("claimed", claim.amount())
                        .and("documents", outcome.evidence().size())
                        .and("differences", outcome.findings().size()));
        verdicts.passed(
                RuleCode.R_03, subject, Figures.of("debtor", claim.debtor()).and("creditor", claim.creditor()));
        rulebook.at(claim.submittedOn(), RuleCode.R_11)
                .ifPresent(rule -> verdicts.record(
                        rule, subject, longTerm.isPresent() ? Outcome.WARNED : Outcome.PASSED, termOfPayment));
    }

    /// Of the contract's day: that of the contract itself where it was handed in, else of the first order, else of the
    /// invoice, which is no younger.
    private TermOfPayment.Parties partiesOf(TradeDocument invoice, String contractNo, List<TradeDocument> fitting) {
        var day = documents
                .contract(invoice.seller(), invoice.buyer(), contractNo)
                .map(TradeDocument::issueDate)
                .or(() -> Matching.of(DocumentKind.ORDER, fitting).stream()
                        .map(TradeDocument::issueDate)
                        .min(Comparator.naturalOrder()))
                .filter(found -> found.isBefore(invoice.issueDate()))
                .orElse(invoice.issueDate());
        return new TermOfPayment.Parties(
                day,
                sizes.on(invoice.buyer(), day).orElse(null),
                sizes.on(invoice.seller(), day).orElse(null));
    }

    private static Figures figuresOf(TermOfPayment term, LocalDate due, TermOfPayment.Parties parties) {
        return Figures.of("counted_from", term.from())
                .and("counted_by", term.basis())
                .and("due", due)
                .and("contracted", parties.contractedOn())
                .and("debtor_size", shown(parties.debtor()))
                .and("creditor_size", shown(parties.creditor()));
    }

    private static String shown(@Nullable EnterpriseSize size) {
        return size == null ? "undeclared" : size.name();
    }

    /// The documents that a claim names, if they are the creditor's and of one trade.
    private sealed interface Papers {

        record There(TradeDocument invoice, List<TradeDocument> evidence) implements Papers {}

        record Lacking(Claiming.Refused why) implements Papers {}
    }

    private Papers papers(EnterpriseId creditor, ClaimRequest request) {
        var ids = new ArrayList<DocumentId>();
        ids.add(request.invoice());
        ids.addAll(request.evidence());
        var own = new ArrayList<TradeDocument>();
        for (var id : ids) {
            var document = documents.find(id, creditor);
            if (document.isEmpty()) {
                return new Papers.Lacking(new Claiming.NoSuchDocument(id));
            }
            own.add(document.get());
        }
        var invoice = own.removeFirst();
        if (invoice.kind() != DocumentKind.INVOICE) {
            var why = new Claiming.NotAnInvoice(invoice.kind());
            return new Papers.Lacking(unreal(invoice.id(), Figures.of("kind", invoice.kind()), why));
        }
        if (!invoice.seller().equals(creditor)) {
            return new Papers.Lacking(new Claiming.NotTheCreditor());
        }
        var inForce = documents.inForce(invoice);
        if (!inForce.equals(invoice)) {
            var figures = Figures.of("sellers_own", inForce.id());
            return new Papers.Lacking(unreal(invoice.id(), figures, new Claiming.Overruled(inForce.id())));
        }
        for (var document : own) {
            if (!isBetween(document, invoice.seller(), invoice.buyer())) {
                var figures = Figures.of("document", document.id());
                return new Papers.Lacking(unreal(invoice.id(), figures, new Claiming.OfAnotherTrade(document.id())));
            }
        }
        return new Papers.There(invoice, own);
    }

    private static Optional<Claiming.Refused> amountRefusal(Money amount, InvoiceStore.Use use) {
        if (!amount.currency().equals(use.gross().currency())) {
            return Optional.of(new Claiming.OtherCurrency(use.gross().currency().getCurrencyCode()));
        }
        if (use.unclaimed().isZero() || amount.exceeds(use.unclaimed())) {
            return Optional.of(new Claiming.AboveInvoice(use.unclaimed()));
        }
        return amount.isPositive() ? Optional.empty() : Optional.of(new Claiming.NothingClaimed());
    }

    private static Optional<Claiming.Refused> dueRefusal(@Nullable LocalDate due, TradeDocument invoice) {
        if (due == null) {
            return Optional.of(new Claiming.NoDueDate());
        }
        var latest = invoice.issueDate().plusYears(LONGEST_TERM_YEARS);
        if (due.isAfter(latest)) {
            return Optional.of(new Claiming.DueTooLate(latest));
        }
        return due.isBefore(invoice.issueDate())
                ? Optional.of(new Claiming.DueBeforeInvoice(invoice.issueDate()))
                : Optional.empty();
    }

    /// The creditor adds documents to a claim that the debtor has not answered.
    public Attaching attach(EnterpriseId creditor, ReceivableId id, List<DocumentId> added) {
        // 1. Find and lock: the trade before its claims, as everywhere.
        store.find(id).map(Receivable::claim).ifPresent(claim -> evidence.lockTrade(claim.creditor(), claim.debtor()));
        var found = store.lock(id).filter(receivable -> receivable.claim().isOf(creditor));
        if (found.isEmpty()) {
            return new Attaching.NoSuchReceivable();
        }
        var receivable = found.get();
        var claim = receivable.claim();

        // 2. Every reason to refuse.
        if (!claim.creditor().equals(creditor)) {
            return new Attaching.NotTheCreditor();
        }
        if (ReceivableStates.refuses(receivable, ReceivableStates.Event.ATTACH)) {
            return new Attaching.Answered(receivable.state().shown());
        }
        for (var document : added) {
            var own = documents.find(document, creditor);
            if (own.isEmpty()) {
                return new Attaching.NoSuchDocument(document);
            }
            if (!isBetween(own.get(), claim.creditor(), claim.debtor())) {
                return new Attaching.OfAnotherTrade(document);
            }
        }

        // 3. Do it.
        evidence.attach(id, added);
        var matched = matchAnew(receivable);
        return new Attaching.Attached(matched, evidence.findings(id));
    }

    /// A document came in: claims that waited for it, and those whose match it changes, are compared anew.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DocumentFiled filed) {
        evidence.lockTrade(filed.document().seller(), filed.document().buyer());
        store.lockOpenOn(invoicesTouchedBy(filed.document())).forEach(this::matchAnew);
    }

    /// A day has come: what spoke of it counts from now on.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(BusinessDateMoved moved) {
        for (var waiting : store.openWith(Finding.FUTURE_DATED)) {
            evidence.lockTrade(waiting.claim().creditor(), waiting.claim().debtor());
            store.lockOpenOn(List.of(waiting.claim().invoice())).forEach(this::matchAnew);
        }
    }

    private List<DocumentId> invoicesTouchedBy(TradeDocument document) {
        return switch (document.kind()) {
            case ORDER -> invoicesOf(document, document.number());
            case DESPATCH, RECEIPT -> {
                var touched = new ArrayList<DocumentId>();
                String order = document.orderNumber();
                if (order != null) {
                    touched.addAll(invoicesOf(document, order));
                }
                documents.versions(document).forEach(each -> touched.addAll(evidence.invoicesResting(each.id())));
                yield touched;
            }
            case CREDIT_NOTE, PAYMENT ->
                documents.invoiceOf(document).map(TradeDocument::id).stream().toList();
            case CONTRACT, WAYBILL, INVOICE -> List.of();
        };
    }

    /// The invoices that name the order, and those of claims that rest on it by its creditor's word.
    private List<DocumentId> invoicesOf(TradeDocument document, String orderNumber) {
        var trade = documents.ofOrder(document.seller(), document.buyer(), orderNumber);
        var touched = new ArrayList<DocumentId>();
        for (var each : trade) {
            if (each.kind() == DocumentKind.INVOICE) {
                touched.add(each.id());
            }
            touched.addAll(evidence.invoicesResting(each.id()));
        }
        return touched;
    }

    private Receivable matchAnew(Receivable receivable) {
        var claim = receivable.claim();
        var invoice = documents.find(claim.invoice()).orElseThrow();
        var named = evidence.of(claim.id()).stream()
                .map(each -> documents.find(each).orElseThrow())
                .toList();
        var outcome =
                matching.match(invoice, named, claimsBefore(claim.createdAt(), claim.invoice()), businessDates.today());
        var again = receivable instanceof Receivable.PartDisputed part
                ? part.with(part.holding().withSupported(supported(claim, outcome, part.supported())))
                : matched(new Receivable.Submitted(claim), outcome);
        var findings = new ArrayList<>(outcome.findings());
        evidence.findings(claim.id()).stream().filter(Finding::isOfTheTerm).forEach(findings::add);
        store.save(again);
        keep(claim.id(), outcome, findings);
        return again;
    }

    private Receivable matched(Receivable.Submitted submitted, Matching.Outcome outcome) {
        return switch (outcome) {
            case Matching.Outcome.Incomplete _ -> submitted;
            case Matching.Outcome.Complete complete ->
                submitted.matched(supported(submitted.claim(), complete, complete.supported()));
        };
    }

    /// A claim is never supported beyond itself, nor beyond what earlier claims leave of the supported invoice.
    ///
    /// @param before what stays when the documents no longer say enough
    private Money supported(Claim claim, Matching.Outcome outcome, Money before) {
        return switch (outcome) {
            case Matching.Outcome.Incomplete _ -> before;
            case Matching.Outcome.Complete complete -> {
                var currency = claim.amount().currency();
                var earlier = new Money(currency, evidence.claimedBefore(claim.createdAt(), claim.invoice()));
                var left = earlier.exceeds(complete.supported())
                        ? Money.zero(currency)
                        : complete.supported().minus(earlier);
                yield left.min(claim.amount());
            }
        };
    }

    private void keep(ReceivableId id, Matching.Outcome outcome, List<Finding> findings) {
        evidence.attach(id, outcome.evidence().stream().map(TradeDocument::id).toList());
        evidence.replaceFindings(id, findings);
    }

    /// Claims between two parties stand in one queue, and each takes what those before it have left. So each is later
    /// than the last, also where the clock stands still or is set back.
    private Instant nextInTheQueue(EnterpriseId creditor, EnterpriseId debtor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return evidence.lastClaim(creditor, debtor)
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plus(1, ChronoUnit.MICROS))
                .orElse(now);
    }

    private EarlierClaims claimsBefore(Instant before, DocumentId invoice) {
        return new EarlierClaims(evidence, documents, before, invoice);
    }

    private static boolean isBetween(TradeDocument document, EnterpriseId seller, EnterpriseId buyer) {
        return document.seller().equals(seller) && document.buyer().equals(buyer);
    }

    private int daysToConfirm(LocalDate today) {
        return rulebook.at(today, RuleCode.R_13)
                .map(rule -> rule.figure("confirmation_days"))
                .orElse(DAYS_TO_CONFIRM);
    }

    /// A term beyond what the statute gives a large debtor against a smaller creditor.
    private Optional<Claiming.TermTooLong> longTerm(TermOfPayment term, LocalDate due, TermOfPayment.Parties parties) {
        var rule = rulebook.at(businessDates.today(), RuleCode.R_11);
        return rule.filter(_ -> TermOfPayment.binds(parties))
                .map(statute -> new Claiming.TermTooLong(
                        term.from().plusDays(statute.figure("payment_days")),
                        term.from(),
                        statute.figure("payment_days"),
                        statute.source(),
                        statute.effect() == Effect.BLOCK))
                .filter(limit -> due.isAfter(limit.latest()));
    }

    private static Finding flagged(Claiming.TermTooLong term, LocalDate due, @Nullable String clause) {
        return new Finding(
                "LONG_TERM",
                null,
                term.latest().toString(),
                due.toString(),
                "due later than %d days after %s; %s"
                        .formatted(
                                term.days(),
                                term.deliveredOn(),
                                clause == null
                                        ? "no clause of the contract is named"
                                        : "the contract agrees it: " + clause),
                RuleCode.R_11.code(),
                term.source());
    }

    /// The receivable, locked until the transaction ends: for whoever decides on what it reads.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Receivable> lock(ReceivableId id) {
        return store.lock(id);
    }

    /// Puts a part of the confirmed amount into a voucher. The caller holds the lock and has compared with
    /// [Receivable.OnLedger#open]: more than that is an accident.
    @Transactional(propagation = Propagation.MANDATORY)
    public void vouchered(ReceivableId id, Money amount) {
        var receivable = onLedger(id);
        if (!amount.isPositive() || amount.exceeds(receivable.open())) {
            throw new IllegalStateException(
                    "%s of receivable %s is open, so %s cannot be vouchered".formatted(receivable.open(), id, amount));
        }
        store.save(receivable.with(
                receivable.holding().withVouchered(receivable.vouchered().plus(amount))));
    }

    /// The way back: a voucher that was declined, expired or refused by the ledger frees its amount.
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(ReceivableId id, Money amount) {
        var receivable = onLedger(id);
        if (!amount.isPositive() || amount.exceeds(receivable.vouchered())) {
            throw new IllegalStateException("%s of receivable %s stands in vouchers, so %s cannot come back"
                    .formatted(receivable.vouchered(), id, amount));
        }
        store.save(receivable.with(
                receivable.holding().withVouchered(receivable.vouchered().minus(amount))));
    }

    private Receivable.OnLedger onLedger(ReceivableId id) {
        if (store.lock(id).orElseThrow() instanceof Receivable.OnLedger receivable) {
            return receivable;
        }
        throw new IllegalStateException("receivable " + id + " is not confirmed on the ledger");
    }
}
