package scf.platform.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.financing.AcceptedFinancing;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
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
    private final BusinessDates businessDates;
    private final Clock clock;

    Registrations(
            RegistrationStore store,
            FinancingRequests requests,
            Vouchers vouchers,
            Receivables receivables,
            Enterprises enterprises,
            Rulebook rulebook,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.vouchers = vouchers;
        this.receivables = receivables;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The registration that a disbursement on this request rests on.
    @Transactional(readOnly = true)
    public Optional<Registration> of(FinancingRequestId request) {
        return store.of(request);
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
    /// voucher. For the bank whose offer was accepted and for the holder.
    @Transactional(readOnly = true)
    public Optional<String> text(EnterpriseId reader, FinancingRequestId request) {
        return requests.accepted(reader, request).map(this::text);
    }

    private String text(AcceptedFinancing financing) {
        var voucher = vouchers.find(financing.voucher()).orElseThrow().terms();
        var claim = receivables.find(voucher.receivable()).orElseThrow().claim();
        return """
                %s（%s）对%s（%s）享有的应收账款，合同编号%s，已由债务人确权并开立应收账款电子凭证，凭证编号%s，金额%s，开立日%s，到期日%s；\
                %s给%s（%s），融资金额%s，融资申请编号%s。""".formatted(
                        name(claim.creditor()),
                        identifier(claim.creditor()),
                        name(claim.debtor()),
                        identifier(claim.debtor()),
                        claim.contractNo(),
                        voucher.no(),
                        voucher.amount(),
                        voucher.issueDate(),
                        voucher.dueDate(),
                        financing.product().isPurchase() ? "该应收账款债权转让" : "该应收账款质押",
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
    public record Evidence(
            FinancingRequestId request,
            String number,
            Instant registeredAt,
            Registration.Search search,
            String assetText) {}

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
        var refusal = refusalOf(evidence, financing, now);
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
                user,
                now);
        // The last reason to refuse is found by writing: of two banks with one number the second is told here.
        if (!store.insert(registration)) {
            return new Recording.NumberUsedBefore();
        }
        requests.registered(financing.request());
        return new Recording.Recorded(registration);
    }

    private Optional<Recording.Refused> refusalOf(Evidence evidence, AcceptedFinancing financing, Instant now) {
        if (!Registration.isNumber(evidence.number())) {
            return Optional.of(new Recording.NotANumber(rule(RuleCode.R_04)));
        }
        if (evidence.registeredAt().isAfter(now)) {
            return Optional.of(new Recording.RegisteredInTheFuture(now));
        }
        if (evidence.search().searchedAt().isAfter(evidence.registeredAt())) {
            return Optional.of(new Recording.SearchedTooLate(rule(RuleCode.R_04)));
        }
        if (evidence.search().result() == Registration.SearchResult.PRIOR_REGISTRATION) {
            return Optional.of(new Recording.PriorRegistration(rule(RuleCode.CIVIL_CODE_768)));
        }
        if (financing.state() != RequestState.ACCEPTED) {
            return Optional.of(new Recording.NotAccepted(financing.state()));
        }
        return financing.locked() ? Optional.empty() : Optional.of(new Recording.LockPending());
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }
}
