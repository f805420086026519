package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.registration.Recording;
import scf.platform.registration.Registration;
import scf.platform.registration.Registrations;
import scf.platform.rulebook.Rule;
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

    private final Registrations registrations;

    RegistrationsDoor(Registrations registrations) {
        this.registrations = registrations;
    }

    /// @param registrationNo 登记证明编号, twenty digits
    /// @param assetText what was registered; words are ready at `GET /v1/financing-requests/{id}/registration-text`
    record RegistrationBody(
            FinancingRequestId requestId,
            String registrationNo,
            Instant registeredAt,
            Instant searchedAt,
            Registration.SearchResult searchResult,
            String assetText) {}

    record RegistrationJson(
            RegistrationId id,
            FinancingRequestId requestId,
            EnterpriseId bankId,
            String registrationNo,
            Instant registeredAt,
            Instant searchedAt,
            Registration.SearchResult searchResult,
            String assetText,
            Instant recordedAt) {

        static RegistrationJson of(Registration registration) {
            return new RegistrationJson(
                    registration.id(),
                    registration.request(),
                    registration.bank(),
                    registration.number(),
                    registration.registeredAt(),
                    registration.search().searchedAt(),
                    registration.search().result(),
                    registration.assetText(),
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
                .map(RegistrationJson::of);
    }

    @GetMapping("/{id}")
    RegistrationJson one(Caller caller, @PathVariable RegistrationId id) {
        return registrations.find(caller.party(), id).map(RegistrationJson::of).orElseThrow(Problem::notFound);
    }

    @PostMapping
    ResponseEntity<RegistrationJson> record(Caller caller, @RequestBody RegistrationBody body) {
        caller.mustBe(PartyKind.BANK);
        if (body.assetText().isBlank()) {
            throw Problem.refused(
                            422, "asset_text_blank", "No description", "A registration says which claim it is on.")
                    .field("/assetText");
        }
        var evidence = new Registrations.Evidence(
                body.requestId(),
                body.registrationNo(),
                body.registeredAt(),
                new Registration.Search(body.searchedAt(), body.searchResult()),
                body.assetText());
        return switch (registrations.record(caller.party(), caller.user(), evidence)) {
            case Recording.Recorded recorded ->
                ResponseEntity.created(URI.create(
                                "/v1/registrations/" + recorded.registration().id()))
                        .body(RegistrationJson.of(recorded.registration()));
            case Recording.Refused refused -> throw problem(refused);
        };
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
            case Recording.PriorRegistration prior ->
                ruled(
                        Problem.refused(
                                        422,
                                        "prior_registration",
                                        "Another registration comes first",
                                        "The search found a registration on this claim, and the earlier one comes first.")
                                .field("/searchResult"),
                        prior.rule());
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
