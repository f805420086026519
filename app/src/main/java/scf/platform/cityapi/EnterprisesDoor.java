package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.DeclaredSize;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Identifier;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterprise.Registering;
import scf.platform.enterprise.Resizing;
import scf.platform.enterprise.Sizes;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;

/// `/v1/enterprises`: the city registers parties; every party may look one up, for names and identifiers are public.
@RestController
@RequestMapping("/v1/enterprises")
class EnterprisesDoor {

    private static final String SIZE = "保障中小企业款项支付条例 art 3";

    private final Enterprises enterprises;
    private final Sizes sizes;

    EnterprisesDoor(Enterprises enterprises, Sizes sizes) {
        this.enterprises = enterprises;
        this.sizes = sizes;
    }

    /// @param size for an enterprise: LARGE, MEDIUM, SMALL or MICRO, as it declares itself
    record RegistrationBody(
            PartyKind kind,
            Identifier.Scheme scheme,
            String identifier,
            String name,
            @Nullable EnterpriseSize size) {}

    /// @param from counts for contracts of this day and later ones
    record SizeBody(EnterpriseSize size, LocalDate from) {}

    record SizeJson(EnterpriseSize size, LocalDate from) {

        static SizeJson of(DeclaredSize declared) {
            return new SizeJson(declared.size(), declared.from());
        }
    }

    /// @param size of today
    record EnterpriseJson(
            EnterpriseId id,
            PartyKind kind,
            Identifier.Scheme scheme,
            String identifier,
            String name,
            @Nullable EnterpriseSize size,
            Instant registeredAt) {

        static EnterpriseJson of(Enterprise enterprise, @Nullable EnterpriseSize size) {
            return new EnterpriseJson(
                    enterprise.id(),
                    enterprise.kind(),
                    enterprise.identifier().scheme(),
                    enterprise.identifier().value(),
                    enterprise.name(),
                    size,
                    enterprise.registeredAt());
        }
    }

    @PostMapping
    ResponseEntity<EnterpriseJson> register(Caller caller, @RequestBody RegistrationBody body) {
        caller.mustBe(PartyKind.CITY);
        String name = BodyFields.text("/name", body.name(), 2, 120);
        var identifier = BodyFields.typed(
                "/identifier",
                body.scheme().name(),
                body.scheme().standard(),
                () -> Identifier.of(body.scheme(), body.identifier()));
        return switch (enterprises.register(body.kind(), identifier, name, body.size())) {
            case Registering.Registered(var enterprise) ->
                ResponseEntity.created(URI.create("/v1/enterprises/" + enterprise.id()))
                        .body(EnterpriseJson.of(enterprise, enterprise.size()));
            case Registering.SizeMissing _ ->
                throw Problem.refused(
                                422, "size_missing", "Size missing", "An enterprise declares its size at the contract.")
                        .field("/size")
                        .rule("R-11", SIZE);
            case Registering.CityExists _ ->
                throw Problem.refused(409, "city_exists", "The city exists", "A platform serves one city.")
                        .field("/kind");
            case Registering.IdentifierTaken(var by) ->
                throw Problem.refused(
                                409,
                                "identifier_taken",
                                "Identifier taken",
                                "This identifier names a party that is registered already.")
                        .field("/identifier")
                        .with("enterpriseId", by.toString());
        };
    }

    @GetMapping("/{id}")
    EnterpriseJson one(Caller caller, @PathVariable EnterpriseId id) {
        var enterprise = enterprises.find(id).orElseThrow(Problem::notFound);
        return EnterpriseJson.of(enterprise, sizes.today(List.of(enterprise)).get(id));
    }

    /// Another size from a day on (规模类型): contracts that were made stay with the one of their day.
    @PostMapping("/{id}/sizes")
    ResponseEntity<SizeJson> declare(Caller caller, @PathVariable EnterpriseId id, @RequestBody SizeBody body) {
        caller.mustBe(PartyKind.CITY);
        return switch (sizes.declare(id, body.size(), body.from(), caller.user())) {
            case Resizing.Declared(var declared) ->
                ResponseEntity.created(URI.create("/v1/enterprises/" + id + "/sizes"))
                        .body(SizeJson.of(declared));
            case Resizing.NoSuchEnterprise _ -> throw Problem.notFound();
            case Resizing.HasNoSize(var kind) ->
                throw Problem.refused(
                                422, "has_no_size", "Has no size", "The law asks no size of a %s.".formatted(kind))
                        .rule("R-11", SIZE);
            case Resizing.ReachesBack(var today) ->
                throw Problem.refused(
                                422,
                                "size_reaches_back",
                                "Reaches back",
                                "Contracts are judged by the size of their day: another one counts from %s on."
                                        .formatted(today))
                        .field("/from")
                        .rule("R-11", SIZE);
            case Resizing.DeclaredBefore(var before) ->
                throw Problem.refused(
                                409,
                                "size_declared_before",
                                "Declared before",
                                "%s was declared for %s.".formatted(before.size(), before.from()))
                        .field("/from")
                        .rule("R-11", SIZE);
        };
    }

    /// What was declared since the registration.
    @GetMapping("/{id}/sizes")
    Page<SizeJson> sizes(Caller caller, @PathVariable EnterpriseId id, Paging paging) {
        var _ = enterprises.find(id).orElseThrow(Problem::notFound);
        var after = paging.after().map(row -> LocalDate.parse(row.id())).orElse(null);
        return paging.page(
                        sizes.declared(id, after, paging.limit() + 1),
                        row -> new Position(Instant.EPOCH, row.from().toString()))
                .map(SizeJson::of);
    }

    @GetMapping
    Page<EnterpriseJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        var after = paging.after()
                .map(row -> new EnterpriseId(UUID.fromString(row.id())))
                .orElse(null);
        var found = enterprises.list(after, paging.limit() + 1);
        var today = sizes.today(found);
        return paging.page(
                        found, row -> new Position(row.registeredAt(), row.id().toString()))
                .map(row -> EnterpriseJson.of(row, today.get(row.id())));
    }
}
