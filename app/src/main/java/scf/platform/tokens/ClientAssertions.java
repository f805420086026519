package scf.platform.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.Keys;
import scf.platform.enterprise.SigningKey;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// Reads a client assertion (RFC 7523, `private_key_jwt`): signed by an active HTTP key of the very client, for us
/// alone, short-lived, and used once.
///
/// The key is found by its `kid` in our directory and nowhere else; a key or a URL inside the assertion is not looked
/// at.
@Component
class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Keys keys;
    private final UsedIds usedIds;
    private final Clock clock;
    private final String issuer;
    private final BouncyCastleSignatures signatures = new BouncyCastleSignatures();

    ClientAssertions(Keys keys, UsedIds usedIds, Clock clock, @Value("${scf.public-url}") String issuer) {
        this.keys = keys;
        this.usedIds = usedIds;
        this.clock = clock;
        this.issuer = issuer;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return assertion -> read(client.getClientId(), assertion);
    }

    private Jwt read(String client, String assertion) {
        try {
            SignedJWT signed = SignedJWT.parse(assertion);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            refuseUnlessSignedBy(client, signed);
            Instant expires = refuseUnlessMeantForUs(client, claims);
            String jti = claims.getJWTID();
            if (jti == null || jti.length() < 16 || jti.length() > 128) {
                throw new BadJwtException("jti must have 16 to 128 characters");
            }
            if (!usedIds.firstUseOfAssertion(client, jti, expires)) {
                throw new BadJwtException("this assertion has been used");
            }
            return new Jwt(
                    assertion,
                    clock.instant(),
                    expires,
                    signed.getHeader().toJSONObject(),
                    Map.of("sub", client, "iss", client, "jti", jti, "aud", List.of(issuer)));
        } catch (ParseException e) {
            throw new BadJwtException("not a signed JWT", e);
        }
    }

    private void refuseUnlessSignedBy(String client, SignedJWT signed) {
        SigningKey key = key(signed.getHeader().getKeyID());
        EnterpriseId party = Clients.partyId(client);
        if (key == null
                || !key.owner().equals(party)
                || key.usage() != KeyUsage.HTTP
                || !key.signsAt(clock.instant())
                || !algorithmFits(
                        key.algorithm(), signed.getHeader().getAlgorithm().getName())) {
            throw new BadJwtException("kid names no active HTTP key of this client for this algorithm");
        }
        var message = Bytes.of(signed.getSigningInput());
        var signature = Bytes.of(signed.getSignature().decode());
        if (!signatures.verify(key.algorithm(), key.publicKey(), message, signature)) {
            throw new BadJwtException("the signature does not fit the assertion");
        }
    }

    private @Nullable SigningKey key(@Nullable String kid) {
        try {
            return kid == null ? null : keys.find(new KeyId(kid)).orElse(null);
        } catch (IllegalArgumentException notAKeyId) {
            return null;
        }
    }

    /// RFC 9864 names the curve, RFC 8037 does not; libraries send either.
    private static boolean algorithmFits(Algorithm algorithm, String name) {
        return switch (algorithm) {
            case ECDSA_P256_SHA256 -> name.equals("ES256");
            case ED25519 -> name.equals("EdDSA") || name.equals("Ed25519");
            case SM2_SM3, SM2_SM3_ASN1 -> false;
        };
    }

    private Instant refuseUnlessMeantForUs(String client, JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!client.equals(claims.getIssuer()) || !client.equals(claims.getSubject())) {
            throw new BadJwtException("iss and sub must both be the client's id");
        }
        if (!claims.getAudience().equals(List.of(issuer))) {
            throw new BadJwtException("aud must be the issuer, " + issuer + ", and nothing else");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null
                || !expires.toInstant().isAfter(now)
                || expires.toInstant().isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            throw new BadJwtException("exp must lie ahead, by five minutes at most; the server's time is " + now);
        }
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        if ((issued != null && issued.toInstant().isAfter(now.plus(SKEW)))
                || (notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW)))) {
            throw new BadJwtException("iat and nbf must not lie ahead; the server's time is " + now);
        }
        return expires.toInstant();
    }
}
