package scf.platform.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the authorization server says of itself (RFC 8414): what is served, and nothing that is not.
///
/// The library's own page cannot leave out an authorization endpoint; we serve none, for no person signs in here.
@RestController
@Hidden
class ServerMetadata {

    private final String issuer;

    ServerMetadata(@Value("${scf.public-url}") String issuer) {
        this.issuer = issuer;
    }

    record Page(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("jwks_uri") String keys,
            @JsonProperty("grant_types_supported") List<String> grants,
            @JsonProperty("response_types_supported") List<String> responses,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> methods,

            @JsonProperty("token_endpoint_auth_signing_alg_values_supported")
            List<String> algorithms,

            @JsonProperty("dpop_signing_alg_values_supported")
            List<String> proofAlgorithms) {}

    @GetMapping("/.well-known/oauth-authorization-server")
    Page page() {
        return new Page(
                issuer,
                issuer + AuthorizationServer.TOKEN_ENDPOINT,
                issuer + AuthorizationServer.JWKS,
                List.of("client_credentials"),
                List.of(),
                List.of("private_key_jwt"),
                List.of("ES256", "EdDSA", "Ed25519"),
                List.of("ES256"));
    }
}
