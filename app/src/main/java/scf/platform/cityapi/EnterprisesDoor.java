package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Identifier;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterprise.Registering;
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

    private final Enterprises enterprises;

    EnterprisesDoor(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    /// @param size for an enterprise: LARGE, MEDIUM, SMALL or MICRO, as it declares itself
    record RegistrationBody(
            PartyKind kind,
            Identifier.Scheme scheme,
            String identifier,
            String name,
            @Nullable EnterpriseSize size) {}

    record EnterpriseJson(
            EnterpriseId id,
            PartyKind kind,
            Identifier.Scheme scheme,
            String identifier,
            String name,
            @Nullable EnterpriseSize size,
            Instant registeredAt) {

        static EnterpriseJson of(Enterprise enterprise) {
            return new EnterpriseJson(
                    enterprise.id(),
                    enterprise.kind(),
                    enterprise.identifier().scheme(),
                    enterprise.identifier().value(),
                    enterprise.name(),
                    enterprise.size(),
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
                        .body(EnterpriseJson.of(enterprise));
            case Registering.SizeMissing _ ->
                throw Problem.refused(
                                422, "size_missing", "Size missing", "An enterprise declares its size at the contract.")
                        .field("/size")
                        .rule("R-11", "保障中小企业款项支付条例 art 3");
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
        return enterprises.find(id).map(EnterpriseJson::of).orElseThrow(Problem::notFound);
    }

    @GetMapping
    Page<EnterpriseJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        var after = paging.after()
                .map(row -> new EnterpriseId(UUID.fromString(row.id())))
                .orElse(null);
        return paging.page(
                        enterprises.list(after, paging.limit() + 1),
                        row -> new Position(row.registeredAt(), row.id().toString()))
                .map(EnterpriseJson::of);
    }
}
