package scf.platform.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import scf.contract.Bytes;
import scf.contract.Signatures;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.SigningKey;
import scf.schema.ids.KeyId;

/// The profile SCF-Sig/1 for requests: parse, time, key, signature, digest, in this order and nothing repaired.
///
/// What it does not do: it spends no nonce (that is written down, after all this has passed) and reads no JSON.
final class RequestProfile {

    static final String TAG = "fapi-2-request";
    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration SKEW = Duration.ofSeconds(5);

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final Pattern ASCII = Pattern.compile("[ -~]*");
    static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Signatures signatures;
    private final Function<KeyId, Optional<SigningKey>> directory;

    RequestProfile(Signatures signatures, Function<KeyId, Optional<SigningKey>> directory) {
        this.signatures = signatures;
        this.directory = directory;
    }

    /// Whether the message claims to be signed, rightly or not: its answer is then bound to that claim.
    static boolean bearsSignature(Fields fields) {
        return fields.has("signature-input") || fields.has("signature");
    }

    /// What the message says of its signature, before anything of it is believed.
    ///
    /// @param input the one signature with our tag, or why it cannot be read
    /// @param key the active key that it names, rightly or not
    record Claim(Read input, Optional<SigningKey> key) {}

    /// Either the signature's terms or the reason why there are none.
    sealed interface Read {

        record Signed(SignatureInput input) implements Read {}

        record Not(Verifying.Refused refused) implements Read {}
    }

    /// Reads the signature's terms and looks its key up; no signature is verified.
    Claim claim(RequestMessage request, Instant now) {
        var read = read(request);
        return switch (read) {
            case Read.Not _ -> new Claim(read, Optional.empty());
            case Read.Signed(SignatureInput input) ->
                new Claim(
                        read,
                        input.text("keyid")
                                .filter(kid -> KEY_ID.matcher(kid).matches())
                                .flatMap(kid -> directory.apply(new KeyId(kid)))
                                .filter(key -> key.usage() == KeyUsage.HTTP && key.signsAt(now)));
        };
    }

    private static Read read(RequestMessage request) {
        if (!bearsSignature(request.fields())) {
            return new Read.Not(Verifying.Refused.because(Cause.SIGNATURE_REQUIRED));
        }
        try {
            var ours = SignatureInput.of(request.fields()).stream()
                    .filter(one -> one.text("tag").equals(Optional.of(TAG)))
                    .toList();
            return switch (ours.size()) {
                case 0 -> new Read.Not(Verifying.Refused.because(Cause.SIGNATURE_REQUIRED));
                case 1 -> new Read.Signed(ours.getFirst());
                default -> new Read.Not(Verifying.Refused.because(Cause.SIGNATURE_AMBIGUOUS));
            };
        } catch (SignatureInput.Unreadable e) {
            return new Read.Not(new Verifying.Refused(
                    Cause.SIGNATURE_MALFORMED, "Unreadable: " + e.getMessage() + ".", Optional.empty()));
        }
    }

    Verifying check(RequestMessage request, Claim claim, Instant now) {
        return switch (claim.input()) {
            case Read.Not(Verifying.Refused refused) -> refused;
            case Read.Signed(SignatureInput input) ->
                terms(input)
                        .or(() -> components(request, input))
                        .or(() -> time(input, now))
                        .map(Verifying.class::cast)
                        .orElseGet(() -> signature(request, input, claim.key()));
        };
    }

    private static Optional<Verifying.Refused> terms(SignatureInput input) {
        var missing = new ArrayList<String>();
        for (String name : List.of("created", "expires", "nonce", "keyid")) {
            if (!input.parameters().containsKey(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            return refused(Cause.PARAMETER_MISSING, "Missing: " + String.join(", ", missing) + ".");
        }
        boolean formed = input.seconds("created").isPresent()
                && input.seconds("expires").isPresent()
                && input.text("nonce")
                        .filter(nonce -> nonce.length() >= 16 && nonce.length() <= 64)
                        .isPresent()
                && input.text("keyid")
                        .filter(kid -> KEY_ID.matcher(kid).matches())
                        .isPresent()
                && (!input.parameters().containsKey("alg") || input.text("alg").isPresent());
        return formed ? Optional.empty() : Optional.of(Verifying.Refused.because(Cause.PARAMETER_MALFORMED));
    }

    /// What must be covered: whatever could change the meaning of the call if somebody changed it on the way.
    static List<String> mandatory(RequestMessage request) {
        var mandatory = new ArrayList<>(List.of("@method", "@target-uri"));
        if (request.hasBody()) {
            mandatory.addAll(List.of("content-digest", "content-type"));
        }
        for (String whenSent : List.of("authorization", "dpop", "content-encoding", "content-digest", "content-type")) {
            if (request.fields().has(whenSent) && !mandatory.contains(whenSent)) {
                mandatory.add(whenSent);
            }
        }
        // A write without the key is refused with 400 once we know who calls: that says more than "not covered".
        if (WRITES.contains(request.method()) && request.fields().has("idempotency-key")) {
            mandatory.add("idempotency-key");
        }
        return mandatory;
    }

    private static Optional<Verifying.Refused> components(RequestMessage request, SignatureInput input) {
        for (Component component : input.covered()) {
            if (component.ofRequest()
                    || component.parameter().isPresent()
                    || component.name().equals("@status")) {
                return refused(Cause.COMPONENT_NOT_ALLOWED, "Not on a request: " + component.identifier() + ".");
            }
            var value = component.isDerived()
                    ? request.derived(component)
                    : request.fields().combined(component.name());
            if (value.isEmpty()) {
                return refused(Cause.COMPONENT_MISSING, "Covered but not sent: " + component.identifier() + ".");
            }
            if (!ASCII.matcher(value.get()).matches()) {
                return refused(Cause.COMPONENT_NOT_ALLOWED, "Not ASCII: " + component.identifier() + ".");
            }
        }
        var missing =
                mandatory(request).stream().filter(name -> !input.covers(name)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : refused(Cause.COMPONENT_MISSING, "Not covered: " + String.join(", ", missing) + ".");
    }

    private static Optional<Verifying.Refused> time(SignatureInput input, Instant now) {
        long created = input.seconds("created").orElseThrow();
        long expires = input.seconds("expires").orElseThrow();
        long clock = now.getEpochSecond();
        if (created > clock + SKEW.toSeconds()) {
            return Optional.of(Verifying.Refused.because(Cause.SIGNATURE_NOT_YET_VALID));
        }
        if (created < clock - LIFE.toSeconds() || expires <= clock) {
            return Optional.of(Verifying.Refused.because(Cause.SIGNATURE_EXPIRED));
        }
        if (expires - created > LIFE.toSeconds() || expires <= created) {
            return Optional.of(Verifying.Refused.because(Cause.SIGNATURE_LIVES_TOO_LONG));
        }
        return Optional.empty();
    }

    private Verifying signature(RequestMessage request, SignatureInput input, Optional<SigningKey> found) {
        if (found.isEmpty()) {
            return Verifying.Refused.because(Cause.KEY_UNKNOWN);
        }
        SigningKey key = found.get();
        if (input.text("alg").filter(alg -> !alg.equals(key.algorithm().wire())).isPresent()) {
            return Verifying.Refused.because(Cause.ALGORITHM_MISMATCH, key);
        }
        Bytes base = SignatureBase.of(request, input.covered(), input.written()).orElseThrow();
        if (!signatures.verify(key.algorithm(), key.publicKey(), base, input.signature())) {
            return Verifying.Refused.because(Cause.SIGNATURE_WRONG, key);
        }
        if (request.hasBody() || request.fields().has("content-digest")) {
            var wanted = Suite.of(key.algorithm()).digests();
            switch (ContentDigest.check(request.fields().lines("content-digest"), request.body(), wanted)) {
                case MATCHES -> {}
                case UNREADABLE -> {
                    return Verifying.Refused.because(Cause.DIGEST_MALFORMED, key);
                }
                case NO_KNOWN_ALGORITHM -> {
                    return Verifying.Refused.because(Cause.DIGEST_UNKNOWN, key);
                }
                case OTHER_BODY -> {
                    return Verifying.Refused.because(Cause.DIGEST_MISMATCH, key);
                }
            }
        }
        Instant expires = Instant.ofEpochSecond(input.seconds("expires").orElseThrow());
        return new Verifying.Verified(key, input.text("nonce").orElseThrow(), expires, base);
    }

    private static Optional<Verifying.Refused> refused(Cause cause, String detail) {
        return Optional.of(new Verifying.Refused(cause, detail, Optional.empty()));
    }
}
