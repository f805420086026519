package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.PartyKind;
import scf.platform.registration.Changing;
import scf.platform.registration.Recording;
import scf.platform.registration.Registration;
import scf.platform.registration.RegistrationState;
import scf.platform.registration.Registrations;
import scf.platform.rulebook.Rule;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.RegistrationId;

/// `/v1/registrations`: a bank records what it has registered at 中登网; before that no money moves.
@RestController
@RequestMapping("/v1/registrations")
class RegistrationsDoor {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final int LONGEST_ASSET_TEXT = 2000;

    private final Registrations registrations;
    private final BusinessDates businessDates;

    RegistrationsDoor(Registrations registrations, BusinessDates businessDates) {
        this.registrations = registrations;
        this.businessDates = businessDates;
    }

    /// @param registrationNo 登记证明编号, twenty digits
    /// @param assetText what was registered; words are ready at `GET /v1/financing-requests/{id}/registration-text`
    /// @param searchNo 查询证明编号, when the bank states it
    /// @param searchProofSha256 of the certificate of the search, which the bank keeps
    /// @param termMonths how long it stands; the usual term of rule U-01 when it is left out
    record RegistrationBody(
            FinancingRequestId requestId,
            String registrationNo,
            Instant registeredAt,
            Instant searchedAt,
            Registration.SearchResult searchResult,
            @Nullable String searchNo,
            @Nullable String searchProofSha256,
            String assetText,
            @Nullable Integer termMonths) {

        Registration.Search search() {
            return new Registration.Search(
                    searchedAt,
                    searchResult,
                    searchNo == null ? null : BodyFields.text("/searchNo", searchNo, 1, 64),
                    searchProofSha256 == null
                            ? null
                            : BodyFields.code(
                                    "/searchProofSha256", searchProofSha256, SHA_256, "64 lower-case hex digits"));
        }
    }

    /// @param changeNo the number of the change in the unified system, twenty digits
    record ExtensionBody(String changeNo, Instant changedAt, int months) {}

    record DischargeBody(String changeNo, Instant changedAt) {}

    record RegistrationJson(
            RegistrationId id,
            FinancingRequestId requestId,
            EnterpriseId bankId,
            String registrationNo,
            Instant registeredAt,
            Instant searchedAt,
            Registration.SearchResult searchResult,
            @Nullable String searchNo,
            @Nullable String searchProofSha256,
            String assetText,
            @Nullable Integer termMonths,
            @Nullable LocalDate expiresOn,
            RegistrationState state,
            @Nullable Instant dischargedAt,
            Instant recordedAt) {

        static RegistrationJson of(Registration registration, LocalDate today) {
            var term = registration.term();
            return new RegistrationJson(
                    registration.id(),
                    registration.request(),
                    registration.bank(),
                    registration.number(),
                    registration.registeredAt(),
                    registration.search().searchedAt(),
                    registration.search().result(),
                    registration.search().number(),
                    registration.search().proofSha256(),
                    registration.assetText(),
                    term == null ? null : term.months(),
                    term == null ? null : term.expiresOn(),
                    registration.state(today),
                    registration.dischargedAt(),
                    registration.recordedAt());
        }
    }

    @GetMapping
    Page<RegistrationJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = registrations.all(
                caller.party(), after.created(), new RegistrationId(UUID.fromString(after.id())), paging.limit() + 1);
        return paging.page(
                        rows,
                        registration -> new Position(
                                registration.recordedAt(), registration.id().toString()))
                .map(this::json);
    }

    @GetMapping("/{id}")
    RegistrationJson one(Caller caller, @PathVariable RegistrationId id) {
        return registrations.find(caller.party(), id).map(this::json).orElseThrow(Problem::notFound);
    }

    private RegistrationJson json(Registration registration) {
        return RegistrationJson.of(registration, businessDates.today());
    }

    @PostMapping
    ResponseEntity<RegistrationJson> record(Caller caller, @RequestBody RegistrationBody body) {
        caller.mustBe(PartyKind.BANK);
        var assetText = BodyFields.lines("/assetText", body.assetText(), LONGEST_ASSET_TEXT);
        var evidence = new Registrations.Evidence(
                body.requestId(),
                body.registrationNo(),
                body.registeredAt(),
                body.search(),
                assetText,
                body.termMonths());
        return switch (registrations.record(caller.party(), caller.user(), evidence)) {
            case Recording.Recorded recorded ->
                ResponseEntity.created(URI.create(
                                "/v1/registrations/" + recorded.registration().id()))
                        .body(json(recorded.registration()));
            case Recording.Refused refused -> throw problem(refused);
        };
    }

    /// The bank has extended the term in the unified system (展期).
    @PostMapping("/{id}/extension")
    RegistrationJson extend(Caller caller, @PathVariable RegistrationId id, @RequestBody ExtensionBody body) {
        caller.mustBe(PartyKind.BANK);
        var change = new Registrations.Change(body.changeNo(), body.changedAt());
        return changed(registrations.extend(caller.party(), caller.user(), id, change, body.months()));
    }

    /// The bank has taken it out of the unified system (注销): what it secured has ended.
    @PostMapping("/{id}/discharge")
    RegistrationJson discharge(Caller caller, @PathVariable RegistrationId id, @RequestBody DischargeBody body) {
        caller.mustBe(PartyKind.BANK);
        var change = new Registrations.Change(body.changeNo(), body.changedAt());
        return changed(registrations.discharge(caller.party(), caller.user(), id, change));
    }

    private RegistrationJson changed(Changing changing) {
        return switch (changing) {
            case Changing.Changed(var registration) -> json(registration);
            case Changing.NoSuchRegistration _ -> throw Problem.notFound();
            case Changing.NotInForce not ->
                throw Problem.refused(
                                409,
                                "registration_not_in_force",
                                "Registration not in force",
                                "The registration is %s.".formatted(not.state()))
                        .with("state", not.state());
            case Changing.NotANumber _ ->
                throw Problem.refused(
                                422,
                                "registration_no_malformed",
                                "Not a registration number",
                                "The number of a change has twenty digits.")
                        .field("/changeNo");
            case Changing.OutOfTime out ->
                throw Problem.refused(
                                422,
                                "changed_out_of_time",
                                "Changed out of time",
                                "A change is made after the registration of %s and recorded afterwards; it is %s."
                                        .formatted(out.registeredAt(), out.now()))
                        .field("/changedAt");
            case Changing.TermOutOfRange out -> throw termOutOfRange(out.least(), out.most(), out.rule(), "/months");
            case Changing.FinancingRuns runs ->
                throw Problem.refused(
                                409,
                                "financing_runs",
                                "What it secures is not paid",
                                "The request is %s: a registration is discharged when its financing has ended."
                                        .formatted(runs.state()))
                        .with("state", runs.state());
            case Changing.NumberUsedBefore _ ->
                throw Problem.refused(
                                422,
                                "registration_no_used",
                                "Number used before",
                                "The number stands beside another change already.")
                        .field("/changeNo");
        };
    }

    private static Problem termOutOfRange(int least, int most, Rule rule, String field) {
        return ruled(
                Problem.refused(
                                422,
                                "registration_term",
                                "Term of a registration",
                                "A registration runs for %d to %d months in all.".formatted(least, most))
                        .field(field),
                rule);
    }

    private static Problem problem(Recording.Refused refusal) {
        return switch (refusal) {
            case Recording.NoSuchRequest _ -> Problem.notFound();
            case Recording.RegisteredBefore before ->
                Problem.refused(
                                409,
                                "registered_before",
                                "Registered before",
                                "The request has its registration already.")
                        .with("registrationId", before.before());
            case Recording.NotANumber not ->
                ruled(
                        Problem.refused(
                                        422,
                                        "registration_no_malformed",
                                        "Not a registration number",
                                        "A registration number (登记证明编号) has twenty digits.")
                                .field("/registrationNo"),
                        not.rule());
            case Recording.RegisteredInTheFuture future ->
                Problem.refused(
                                422,
                                "registered_in_the_future",
                                "Registered in the future",
                                "It is %s; a registration is recorded after it was made.".formatted(future.now()))
                        .field("/registeredAt");
            case Recording.SearchedTooLate late ->
                ruled(
                        Problem.refused(
                                        422,
                                        "searched_too_late",
                                        "Searched too late",
                                        "Whoever registers has searched before.")
                                .field("/searchedAt"),
                        late.rule());
            case Recording.SearchedTooEarly early ->
                ruled(
                        Problem.refused(
                                        422,
                                        "searched_too_early",
                                        "Search too old",
                                        "A search counts for %d days: another may have registered since."
                                                .formatted(early.days()))
                                .field("/searchedAt"),
                        early.rule());
            case Recording.RegisteredTooEarly early ->
                ruled(
                        Problem.refused(
                                        422,
                                        "registered_too_early",
                                        "Registered before the claim",
                                        "Before %s there was nothing to register.".formatted(early.earliest()))
                                .field("/registeredAt"),
                        early.rule());
            case Recording.NotThisClaim other ->
                ruled(
                        Problem.refused(
                                        422,
                                        "asset_text_not_this_claim",
                                        "Another claim described",
                                        "What was registered names voucher %s and its amount, %s: see registration-text."
                                                .formatted(other.voucher(), other.amount()))
                                .field("/assetText"),
                        other.rule());
            case Recording.PriorRegistration prior ->
                ruled(
                        Problem.refused(
                                        422,
                                        "prior_registration",
                                        "Another registration comes first",
                                        "The search found a registration on this claim, and the earlier one comes first.")
                                .field("/searchResult"),
                        prior.rule());
            case Recording.TermOutOfRange out -> termOutOfRange(out.least(), out.most(), out.rule(), "/termMonths");
            case Recording.EndsBeforeDue ends ->
                ruled(
                        Problem.refused(
                                        422,
                                        "registration_ends_before_due",
                                        "Registration too short",
                                        "The claim is due on %s; a registration outlasts it.".formatted(ends.due()))
                                .field("/termMonths"),
                        ends.rule());
            case Recording.NotAccepted not ->
                Problem.refused(
                                409,
                                "request_not_accepted",
                                "Request not accepted",
                                "The request is %s and waits for no registration.".formatted(not.state()))
                        .with("state", not.state());
            case Recording.LockPending _ ->
                Problem.refused(
                                409,
                                "lock_pending",
                                "Lock pending",
                                "The ledger does not hold the holder's lock yet: try again when it does.")
                        .retryAfter(1);
            case Recording.NumberUsedBefore _ ->
                Problem.refused(
                                422,
                                "registration_no_used",
                                "Number used before",
                                "The registration number stands beside another financing already.")
                        .field("/registrationNo");
        };
    }

    private static Problem ruled(Problem problem, Rule rule) {
        return problem.rule(rule.code().code(), rule.source());
    }
}
