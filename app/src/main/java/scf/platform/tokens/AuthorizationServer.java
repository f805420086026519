package scf.platform.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/// The embedded authorization server, cut down to what systems of banks and enterprises need: one grant (client
/// credentials), one way to authenticate (`private_key_jwt`), and tokens that are bound to a key or not issued at all.
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    static final String TOKEN_ENDPOINT = "/oauth2/token";
    private static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final String JWKS = "/oauth2/jwks";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokenEndpoints(HttpSecurity http, Clients clients, ClientAssertions assertions)
            throws Exception {
        return http.securityMatcher(TOKEN_ENDPOINT, METADATA, JWKS)
                .csrf(AbstractHttpConfigurer::disable)
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .clientAuthentication(authentication ->
                                authentication.authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider instanceof JwtClientAssertionAuthenticationProvider byAssertion) {
                                        byAssertion.setJwtDecoderFactory(assertions);
                                    }
                                })))
                        .authorizationServerMetadataEndpoint(endpoint ->
                                endpoint.authorizationServerMetadataCustomizer(metadata -> metadata.claims(claims -> {
                                    claims.keySet()
                                            .removeAll(List.of(
                                                    "authorization_endpoint",
                                                    "device_authorization_endpoint",
                                                    "pushed_authorization_request_endpoint",
                                                    "introspection_endpoint",
                                                    "introspection_endpoint_auth_methods_supported",
                                                    "revocation_endpoint",
                                                    "revocation_endpoint_auth_methods_supported",
                                                    "registration_endpoint"));
                                    claims.put("grant_types_supported", List.of("client_credentials"));
                                    claims.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
                                    claims.put(
                                            "token_endpoint_auth_signing_alg_values_supported",
                                            List.of("ES256", "EdDSA", "Ed25519"));
                                    claims.put("dpop_signing_alg_values_supported", List.of("ES256"));
                                }))))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new ProofDemanded(), AuthorizationFilter.class)
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(@Value("${scf.public-url}") String issuer) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer)
                .tokenEndpoint(TOKEN_ENDPOINT)
                .jwkSetEndpoint(JWKS)
                .build();
    }

    @Bean
    JWKSource<SecurityContext> tokenKeys(TokenKey key) {
        return new ImmutableJWKSet<>(new JWKSet(key.key()));
    }

    /// A token is for our doors: by default its audience would be the client that asked for it. It is signed with our
    /// P-256 key; the default asks for an RSA key, of which there is none.
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> forOurDoors(@Value("${scf.public-url}") String issuer) {
        return context -> {
            context.getClaims().audience(List.of(issuer));
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
        };
    }

    /// Nothing of a token is kept: it says all by itself, lives five minutes, and no endpoint asks for it later.
    @Bean
    OAuth2AuthorizationService nothingKept() {
        return new NothingKept();
    }
}
