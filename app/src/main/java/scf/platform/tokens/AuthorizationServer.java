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
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/// The embedded authorization server, cut down to what systems of banks and enterprises need: one grant (client
/// credentials), one way to authenticate (`private_key_jwt`), and tokens that are bound to a key or not issued at all.
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    static final String TOKEN_ENDPOINT = "/oauth2/token";
    static final String JWKS = "/oauth2/jwks";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokenEndpoints(HttpSecurity http, Clients clients, ClientAssertions assertions)
            throws Exception {
        return http.securityMatcher(TOKEN_ENDPOINT, JWKS)
                .csrf(AbstractHttpConfigurer::disable)
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .clientAuthentication(authentication ->
                                authentication.authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider instanceof JwtClientAssertionAuthenticationProvider byAssertion) {
                                        byAssertion.setJwtDecoderFactory(assertions);
                                    }
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
    ///
    /// The proof that came with the request counts once, like every other: by default the server remembers proofs
    /// in one process only, a thousand at most.
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> forOurDoors(UsedIds usedIds, @Value("${scf.public-url}") String issuer) {
        return context -> {
            Jwt proof = context.get(OAuth2TokenContext.DPOP_PROOF_KEY);
            if (proof == null || !usedIds.firstUseOf(proof)) {
                throw new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, "this proof has been used", null));
            }
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
