package scf.platform.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.financing.AcceptedFinancing;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.RegistrationId;

/// Registrations at 中登网, as the banks that made them record them here: the gate before money moves.
///
/// The platform does not register: the parties do. It offers the words for the claim and refuses what would not hold.
@Service
@Transactional
public class Registrations {

    private final RegistrationStore store;
    private final FinancingRequests requests;
    private final Vouchers vouchers;
    private final Receivables receivables;
    private final Enterprises enterprises;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Registrations(
            RegistrationStore store,
            FinancingRequests requests,
            Vouchers vouchers,
            Receivables receivables,
            Enterprises enterprises,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.vouchers = vouchers;
        this.receivables = receivables;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The registration that a disbursement on this request rests on: one that is in force today.
    @Transactional(readOnly = true)
    public Optional<Registration> of(FinancingRequestId request) {
        return store.of(request)
                .filter(registration -> registration.state(businessDates.today()) == RegistrationState.IN_FORCE);
    }

    /// The registration, for the bank that made it and for the holder that it concerns.
    @Transactional(readOnly = true)
    public Optional<Registration> find(EnterpriseId reader, RegistrationId id) {
        return store.find(id)
                .filter(registration -> registration.bank().equals(reader)
                        || requests.accepted(reader, registration.request()).isPresent());
    }

    @Transactional(readOnly = true)
    public List<Registration> all(EnterpriseId bank, Instant recordedAfter, RegistrationId idAfter, int limit) {
        return store.by(bank, recordedAfter, idAfter, limit);
    }

    /// Words for the claim (财产描述), ready to be registered: who owes whom what, on which contract, by when, in which
    /// voucher, and who gives it to which bank. For the bank whose offer was accepted and for the holder.
    @Transactional(readOnly = true)
    public Optional<String> text(EnterpriseId reader, FinancingRequestId request) {
        return requests.accepted(reader, request).map(this::text);
    }

    private String text(AcceptedFinancing financing) {
        var voucher = vouchers.find(financing.voucher()).orElseThrow().terms();
        var claim = receivables.find(voucher.receivable()).orElseThrow().claim();
        return """
                %s（%s）对%s（%s）享有的应收账款，合同编号%s，已由债务人确权并开立应收账款电子凭证，凭证编号%s，金额%s，开立日%s，到期日%s；\
                由%s（%s）%s给%s（%s），融资金额%s，融资申请编号%s。""".formatted(
                        name(claim.creditor()),
                        identifier(claim.creditor()),
                        name(claim.debtor()),
                        identifier(claim.debtor()),
                        claim.contractNo(),
                        voucher.no(),
                        voucher.amount(),
                        voucher.issueDate(),
                        voucher.dueDate(),
                        name(financing.borrower()),
                        identifier(financing.borrower()),
                        financing.product().isPurchase() ? "将该应收账款债权转让" : "将该应收账款质押",
                        name(financing.bank()),
                        identifier(financing.bank()),
                        financing.amount(),
                        financing.request());
    }

    private String name(EnterpriseId party) {
        return enterprises.find(party).map(Enterprise::name).orElseThrow();
    }

    private String identifier(EnterpriseId party) {
        return enterprises.find(party).map(found -> found.identifier().value()).orElseThrow();
    }

    /// What a bank has to show.
    ///
    /// @param number 登记证明编号
    /// @param termMonths how long it stands (登记期限); the usual term of the rule when the bank does not say
    public record Evidence(
            FinancingRequestId request,
            String number,
            Instant registeredAt,
            Registration.Search search,
            String assetText,
            @Nullable Integer termMonths) {

        public Evidence(
                FinancingRequestId request,
                String number,
                Instant registeredAt,
                Registration.Search search,
                String assetText) {
            this(request, number, registeredAt, search, assetText, null);
        }
    }

    public Recording record(EnterpriseId bank, String user, Evidence evidence) {
        var found = requests.take(bank, evidence.request());
        if (found.isEmpty()) {
            return new Recording.NoSuchRequest();
        }
        var financing = found.get();
        var before = store.of(financing.request());
        if (before.isPresent()) {
            return new Recording.RegisteredBefore(before.get().id());
        }
        var now = clock.instant();
        int months = monthsOf(evidence);
        var refusal = refusalOf(evidence, financing, now)
                .or(() -> notOfThisClaim(evidence, financing))
                .or(() -> refusalOf(months, evidence.registeredAt(), financing))
                .or(() -> notWaiting(financing));
        if (refusal.isPresent()) {
            return refusal.get();
        }

        var registration = new Registration(
                RegistrationId.random(),
                financing.request(),
                bank,
                evidence.number(),
                evidence.registeredAt(),
                evidence.search(),
                evidence.assetText(),
                Registration.Term.of(evidence.registeredAt(), months),
                null,
                user,
                now);
        // The last reason to refuse is found by writing: of two banks with one number the second is told here.
        if (!store.insert(registration)) {
            return new Recording.NumberUsedBefore();
        }
        requests.registered(financing.request());
        var figures = Figures.of("number", evidence.number()).and("registered", evidence.registeredAt());
        var searched = Figures.of("searched", evidence.search().searchedAt());
        verdicts.passedTo(bank, RuleCode.R_04, Subject.of(financing.request()), figures);
        verdicts.passedTo(bank, RuleCode.CIVIL_CODE_768, Subject.of(financing.request()), searched);
        verdicts.passedTo(bank, RuleCode.REGISTRATION_CONTENT, Subject.of(financing.request()), searched);
        var term = Figures.of("months", months)
                .and("due", financing.offer().quote().due());
        verdicts.passedTo(bank, RuleCode.REGISTRATION_TERM, Subject.of(financing.request()), term);
        return new Recording.Recorded(registration);
    }

    private Optional<Recording.Refused> refusalOf(Evidence evidence, AcceptedFinancing financing, Instant now) {
        if (!Registration.isNumber(evidence.number())) {
            return refused(RuleCode.R_04, financing, new Recording.NotANumber(rule(RuleCode.R_04)));
        }
        if (evidence.registeredAt().isAfter(now)) {
            return Optional.of(new Recording.RegisteredInTheFuture(now));
        }
        if (evidence.search().searchedAt().isAfter(evidence.registeredAt())) {
            return refused(RuleCode.R_04, financing, new Recording.SearchedTooLate(rule(RuleCode.R_04)));
        }
        int days = rule(RuleCode.REGISTRATION_CONTENT).figure("search_days");
        if (evidence.search().searchedAt().isBefore(evidence.registeredAt().minus(Duration.ofDays(days)))) {
            var why = new Recording.SearchedTooEarly(days, rule(RuleCode.REGISTRATION_CONTENT));
            return refused(RuleCode.REGISTRATION_CONTENT, financing, why);
        }
        if (evidence.search().result() == Registration.SearchResult.PRIOR_REGISTRATION) {
            var why = new Recording.PriorRegistration(rule(RuleCode.CIVIL_CODE_768));
            return refused(RuleCode.R_19, financing, why)
                    .flatMap(_ -> refused(RuleCode.CIVIL_CODE_768, financing, why));
        }
        return Optional.empty();
    }

    /// That the registration is of this claim: not older than it, and found by whoever looks for it.
    ///
    /// A registration is stated by the clock, a voucher is issued on a business date, and in a practice store the
    /// two may lie apart: what precedes both the voucher and the bank's offer precedes the claim on either
    /// calendar.
    private Optional<Recording.Refused> notOfThisClaim(Evidence evidence, AcceptedFinancing financing) {
        var rule = rule(RuleCode.REGISTRATION_CONTENT);
        var voucher = vouchers.find(financing.voucher()).orElseThrow().terms();
        var offered = LocalDate.ofInstant(financing.offer().offeredAt(), BusinessDates.SHANGHAI);
        var earliest = voucher.issueDate().isBefore(offered) ? voucher.issueDate() : offered;
        if (LocalDate.ofInstant(evidence.registeredAt(), BusinessDates.SHANGHAI).isBefore(earliest)) {
            return refused(RuleCode.REGISTRATION_CONTENT, financing, new Recording.RegisteredTooEarly(earliest, rule));
        }
        String words = evidence.assetText().replaceAll("[,，\\s]", "");
        return words.contains(voucher.no().value())
                        && words.contains(voucher.amount().format())
                ? Optional.empty()
                : refused(
                        RuleCode.REGISTRATION_CONTENT,
                        financing,
                        new Recording.NotThisClaim(voucher.no(), voucher.amount(), rule));
    }

    private int monthsOf(Evidence evidence) {
        return evidence.termMonths() == null
                ? rule(RuleCode.REGISTRATION_TERM).figure("usual_months")
                : evidence.termMonths();
    }

    private Optional<Recording.Refused> refusalOf(int months, Instant registeredAt, AcceptedFinancing financing) {
        var rule = rule(RuleCode.REGISTRATION_TERM);
        int least = rule.figure("least_months");
        int most = rule.figure("most_months");
        if (months < least || months > most) {
            return refused(RuleCode.REGISTRATION_TERM, financing, new Recording.TermOutOfRange(least, most, rule));
        }
        var due = financing.offer().quote().due();
        return Registration.Term.of(registeredAt, months).expiresOn().isBefore(due)
                ? refused(RuleCode.REGISTRATION_TERM, financing, new Recording.EndsBeforeDue(due, rule))
                : Optional.empty();
    }

    private static Optional<Recording.Refused> notWaiting(AcceptedFinancing financing) {
        if (financing.state() != RequestState.ACCEPTED) {
            return Optional.of(new Recording.NotAccepted(financing.state()));
        }
        return financing.locked() ? Optional.empty() : Optional.of(new Recording.LockPending());
    }

    private Optional<Recording.Refused> refused(RuleCode code, AcceptedFinancing financing, Recording.Refused why) {
        var subject = Subject.of(financing.request());
        return Optional.of(verdicts.refusedTo(financing.bank(), code, subject, Figures.NONE, why));
    }

    /// What a bank shows of a change that it has made in the unified system.
    ///
    /// @param number of the change there (登记证明编号)
    public record Change(String number, Instant changedAt) {}

    /// Extends the term before it is over (展期).
    public Changing extend(EnterpriseId bank, String user, RegistrationId id, Change change, int months) {
        var found = store.lock(id).filter(registration -> registration.bank().equals(bank));
        var refusal = refusalOf(found, change, RegistrationEvent.EXTEND);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var registration = found.orElseThrow();
        var rule = rule(RuleCode.REGISTRATION_TERM);
        int least = rule.figure("least_months");
        int most = rule.figure("most_months");
        long before = registration.term() == null ? 0 : registration.term().months();
        if (months < least || before + months > most) {
            return new Changing.TermOutOfRange(least, most, rule);
        }

        var term = Registration.Term.of(registration.registeredAt(), Math.toIntExact(before + months));
        return changed(registration.with(term, null), change, months, user);
    }

    /// Takes it out of the register (注销), once what it secures has ended.
    public Changing discharge(EnterpriseId bank, String user, RegistrationId id, Change change) {
        var found = store.lock(id).filter(registration -> registration.bank().equals(bank));
        var refusal = refusalOf(found, change, RegistrationEvent.DISCHARGE);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var registration = found.orElseThrow();
        var state = requests.find(bank, registration.request())
                .orElseThrow()
                .request()
                .state();
        switch (state) {
            case CLOSED, REJECTED, WITHDRAWN, EXPIRED -> {}
            case SUBMITTED, OFFERED, ACCEPTED, REGISTERED, ORIGINATED, DISBURSED -> {
                return new Changing.FinancingRuns(state);
            }
        }

        return changed(registration.with(registration.term(), change.changedAt()), change, null, user);
    }

    private Optional<Changing.Refused> refusalOf(Optional<Registration> found, Change change, RegistrationEvent event) {
        if (found.isEmpty()) {
            return Optional.of(new Changing.NoSuchRegistration());
        }
        var state = found.get().state(businessDates.today());
        if (!RegistrationStates.TABLE.allows(state, event)) {
            return Optional.of(new Changing.NotInForce(state));
        }
        if (!Registration.isNumber(change.number())) {
            return Optional.of(new Changing.NotANumber());
        }
        var now = clock.instant();
        return change.changedAt().isAfter(now)
                        || change.changedAt().isBefore(found.get().registeredAt())
                ? Optional.of(new Changing.OutOfTime(found.get().registeredAt(), now))
                : Optional.empty();
    }

    /// The last reason to refuse is found by writing, as when a registration is recorded.
    private Changing changed(Registration registration, Change change, @Nullable Integer months, String user) {
        if (!store.insertChange(
                registration.id(), change.number(), change.changedAt(), months, user, clock.instant())) {
            return new Changing.NumberUsedBefore();
        }
        store.save(registration);
        return new Changing.Changed(registration);
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }
}
