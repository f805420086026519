package scf.platform.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;
import scf.schema.ids.EnterpriseId;

/// Looks at the access token of a call and at the proof that whoever calls holds the key it is bound to (RFC 9449).
@Component
public class AccessTokens {

    private static final String SCHEME = "DPoP ";
    private static final int TOKENS_REMEMBERED = 4_096;

    private final DPoPAuthenticationProvider provider;
    private final UsedIds usedIds;

    AccessTokens(TokenKey key, UsedIds usedIds, Clock clock, @Value("${scf.public-url}") String issuer) {
        QuickP256.install();
        this.usedIds = usedIds;
        var times = new JwtTimestampValidator(Duration.ofSeconds(5));
        times.setClock(clock);
        var claims = new DelegatingOAuth2TokenValidator<Jwt>(
                times,
                new JwtIssuerValidator(issuer),
                token -> judge(List.of(issuer).equals(token.getAudience()), "aud"));
        this.provider = new DPoPAuthenticationProvider(
                new ProviderManager(new JwtAuthenticationProvider(judging(claims, signedBy(key)))));
        var proofs = new DPoPProofJwtDecoderFactory();
        proofs.setJwtValidatorFactory(
                DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(List.of(this::usedOnce)));
        provider.setDPoPProofVerifierFactory(proofs);
    }

    private static JwtDecoder signedBy(TokenKey key) {
        var decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(key.key())))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return decoder;
    }

    /// A client shows one token for many calls. Its signature is checked when it is first seen, its claims each time;
    /// what does not verify is not remembered.
    private static JwtDecoder judging(OAuth2TokenValidator<Jwt> claims, JwtDecoder signed) {
        var verified = new ConcurrentLruCache<String, Jwt>(TOKENS_REMEMBERED, signed::decode);
        return serialized -> {
            var token = verified.get(serialized);
            var verdict = claims.validate(token);
            if (verdict.hasErrors()) {
                throw new JwtValidationException("the token's claims are not acceptable", verdict.getErrors());
            }
            return token;
        };
    }

    /// Judges a call by its method and its URL as configured and signed, never as a header claims it.
    public TokenChecking check(
            @Nullable String authorization, @Nullable String proof, String method, String targetUri) {
        if (authorization == null || !authorization.startsWith(SCHEME) || proof == null) {
            return new TokenChecking.Missing();
        }
        try {
            var token = new DPoPAuthenticationToken(
                    authorization.substring(SCHEME.length()), proof, method, withoutQuery(targetUri));
            EnterpriseId party = Clients.partyId(provider.authenticate(token).getName());
            return party == null ? new TokenChecking.Refused("sub") : new TokenChecking.Good(party);
        } catch (AuthenticationException e) {
            String reason = e.getMessage();
            return new TokenChecking.Refused(reason == null ? "token or proof not valid" : reason);
        }
    }

    /// RFC 9449 binds a proof to the URL without query and fragment; the query is covered by the message signature.
    private static String withoutQuery(String targetUri) {
        int query = targetUri.indexOf('?');
        return query < 0 ? targetUri : targetUri.substring(0, query);
    }

    private OAuth2TokenValidatorResult usedOnce(Jwt proof) {
        return judge(usedIds.firstUseOf(proof), "jti");
    }

    private static OAuth2TokenValidatorResult judge(boolean good, String claim) {
        return good
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_token", claim + " is not acceptable", null));
    }
}
