package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import scf.chaincode.BouncyCastleSignatures;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Keys;
import scf.platform.tokens.AccessTokens;
import scf.platform.tokens.TokenChecking;

/// Who may come in: every check on a request before a controller sees it, in the order of the profile.
///
/// Host, then how often this address, or this key at this address, has failed, then signature and digest, the second
/// proof, the nonce, and last how often this tenant calls. Nothing but the nonce is written, and that only for what has
/// verified.
@Component
class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final RequestProfile profile;
    private final AccessTokens tokens;
    private final Nonces nonces;
    private final RateLimits limits;
    private final Enterprises enterprises;
    private final PublicUrl url;
    private final ClientAddress addresses;
    private final Clock clock;
    private final boolean explain;

    Admission(
            Keys keys,
            AccessTokens tokens,
            Nonces nonces,
            RateLimits limits,
            Enterprises enterprises,
            PublicUrl url,
            ClientAddress addresses,
            Clock clock,
            @Value("${scf.signing.explain:${scf.practice:false}}") boolean explain) {
        this.profile = new RequestProfile(new BouncyCastleSignatures(), keys::find);
        this.tokens = tokens;
        this.nonces = nonces;
        this.limits = limits;
        this.enterprises = enterprises;
        this.url = url;
        this.addresses = addresses;
        this.clock = clock;
        this.explain = explain;
    }

    /// Returns when the caller is let in; else the problem is thrown.
    void admit(Exchange exchange, HttpServletRequest request) {
        if (!url.isOurs(request.getHeader("Host"))) {
            throw Standard.MISDIRECTED.problem();
        }
        if (exchange.request().fields().has("content-encoding")) {
            throw Standard.UNSUPPORTED_MEDIA_TYPE
                    .problem()
                    .field("content-encoding")
                    .rule("no_encoding", "SCF-Sig/1");
        }
        var now = clock.instant();
        var claim = profile.claim(exchange.request(), now);
        var stranger = stranger(claim, addresses.of(request));
        refuseIfSpent(limits.of(stranger));
        switch (profile.check(exchange.request(), claim, now)) {
            case Verifying.Refused refused -> {
                limits.failed(stranger);
                refused.suite().ifPresent(exchange::answerIn);
                throw problem(refused, request);
            }
            case Verifying.Verified verified -> letIn(exchange, verified, stranger, request);
        }
    }

    /// Whom we count a failure against: a call that names one of our active keys is never charged to its address alone.
    private static RateLimits.Stranger stranger(RequestProfile.Claim claim, String address) {
        return claim.key()
                .map(key -> RateLimits.Stranger.claiming(key.kid(), address))
                .orElseGet(() -> RateLimits.Stranger.at(address));
    }

    private void letIn(
            Exchange exchange, Verifying.Verified verified, RateLimits.Stranger stranger, HttpServletRequest request) {
        var key = verified.key();
        exchange.answerIn(Suite.of(key.algorithm()));
        secondProof(verified, exchange.request()).ifPresent(refused -> {
            limits.failed(stranger);
            throw problem(refused, request);
        });
        if (!nonces.spend(verified)) {
            limits.failed(stranger);
            throw problem(Verifying.Refused.because(Cause.NONCE_REPLAYED), request);
        }
        var party = enterprises.known(key.owner());
        var caller = new Caller(party.id(), party.kind(), key.kid(), key.user());
        var allowance = limits.take(caller, exchange.writes());
        refuseIfSpent(allowance);
        exchange.admit(new Exchange.Admitted(caller, verified, allowance));
    }

    /// INTL keys: an access token bound to a key of the caller (DPoP). SM2 keys: none, for no OAuth library knows SM2.
    private Optional<Verifying.Refused> secondProof(Verifying.Verified verified, RequestMessage request) {
        if (Suite.of(verified.key().algorithm()) == Suite.GM) {
            return Optional.empty();
        }
        var checking = tokens.check(
                request.fields().combined("authorization").orElse(null),
                request.fields().combined("dpop").orElse(null),
                request.method(),
                request.targetUri());
        return switch (checking) {
            case TokenChecking.Missing _ ->
                Optional.of(Verifying.Refused.because(Cause.ACCESS_TOKEN_REQUIRED, verified.key()));
            case TokenChecking.Refused refused ->
                Optional.of(
                        new Verifying.Refused(Cause.ACCESS_TOKEN_INVALID, refused.reason(), Optional.of(Suite.INTL)));
            case TokenChecking.Good good
            when !good.party().equals(verified.key().owner()) ->
                Optional.of(Verifying.Refused.because(Cause.ACCESS_TOKEN_INVALID, verified.key()));
            case TokenChecking.Good _ -> Optional.empty();
        };
    }

    private static void refuseIfSpent(RateLimits.Allowance allowance) {
        if (!allowance.allowed()) {
            throw allowance.problem();
        }
    }

    /// One code per cause where `scf.signing.explain` says so, as the practice city does; else one for all of them.
    private Problem problem(Verifying.Refused refused, HttpServletRequest request) {
        Cause cause = refused.cause();
        LOG.info("Refused {} in {}: {}", cause.code(), Trace.of(request), refused.detail());
        var problem = explain
                ? Problem.refused(401, cause.code(), "Signature refused", refused.detail())
                : Problem.refused(
                        401, "signature_invalid", "Signature refused", "Ask us about this call by its instance.");
        if (cause.isAboutTime()) {
            problem.with(
                    "server_time",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return problem;
    }
}
