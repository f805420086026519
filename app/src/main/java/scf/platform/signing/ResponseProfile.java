package scf.platform.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import scf.contract.Bytes;
import scf.contract.Signatures;

/// The profile SCF-Sig/1 for responses: every answer is signed, and bound to the one request that it answers.
final class ResponseProfile {

    static final String TAG = "fapi-2-response";

    private ResponseProfile() {}

    /// What is covered. The request's own signature is part of it: the same question asked twice has two answers.
    static List<Component> covered(ResponseMessage response, RequestMessage request) {
        var covered = new ArrayList<Component>();
        covered.add(Component.named("@status"));
        for (String name : List.of("content-digest", "content-type")) {
            if (response.fields().has(name)) {
                covered.add(Component.named(name));
            }
        }
        covered.add(Component.ofRequest("@method"));
        covered.add(Component.ofRequest("@target-uri"));
        for (String name : List.of("content-digest", "signature", "signature-input")) {
            if (request.fields().has(name)) {
                covered.add(Component.ofRequest(name));
            }
        }
        if (response.fields().has("idempotency-replayed")) {
            covered.add(Component.named("idempotency-replayed"));
        }
        return covered;
    }

    /// Adds Content-Digest, Signature-Input and Signature to the response, and returns the base that was signed.
    static Bytes sign(ResponseMessage response, RequestMessage request, MessageKey key, Instant now) {
        if (!response.body().isEmpty()) {
            String digest = Suite.of(key.algorithm()).digests().getFirst();
            response.fields().set("Content-Digest", ContentDigest.of(digest, response.body()));
        }
        var covered = covered(response, request);
        String terms = covered.stream().map(Component::identifier).collect(Collectors.joining(" ", "(", ")"))
                + ";created=" + now.getEpochSecond()
                + ";keyid=\"" + key.kid() + "\";tag=\"" + TAG + "\"";
        Bytes base = SignatureBase.of(response, request, covered, terms).orElseThrow();
        response.fields().set("Signature-Input", "sig1=" + terms);
        response.fields().set("Signature", "sig1=:" + key.sign(base).base64() + ":");
        return base;
    }

    /// What a caller checks of an answer. Empty when it is ours; else what is wrong with it.
    static Optional<String> flaw(
            ResponseMessage response, RequestMessage request, PublicKeys platform, Signatures signatures) {
        List<SignatureInput> ours;
        try {
            ours = SignatureInput.of(response.fields()).stream()
                    .filter(one -> one.text("tag").equals(Optional.of(TAG)))
                    .toList();
        } catch (SignatureInput.Unreadable e) {
            return Optional.of("the signature is unreadable: " + e.getMessage());
        }
        if (ours.size() != 1) {
            return Optional.of("it has " + ours.size() + " signatures with tag=\"" + TAG + "\"");
        }
        SignatureInput input = ours.getFirst();
        if (!response.body().isEmpty() && !response.fields().has("content-digest")) {
            return Optional.of("the body has no Content-Digest");
        }
        var uncovered = covered(response, request).stream()
                .filter(component -> !input.covered().contains(component))
                .map(Component::identifier)
                .toList();
        if (!uncovered.isEmpty()) {
            return Optional.of("it does not cover " + uncovered);
        }
        var key = input.text("keyid").flatMap(platform::find);
        if (key.isEmpty()) {
            return Optional.of("its key is not one that the platform publishes");
        }
        var base = SignatureBase.of(response, request, input.covered(), input.written());
        if (base.isEmpty()
                || !signatures.verify(key.get().algorithm(), key.get().publicKey(), base.get(), input.signature())) {
            return Optional.of("the signature does not verify");
        }
        var wanted = Suite.of(key.get().algorithm()).digests();
        var digest = ContentDigest.check(response.fields().lines("content-digest"), response.body(), wanted);
        return response.body().isEmpty() || digest == ContentDigest.Checking.MATCHES
                ? Optional.empty()
                : Optional.of("its Content-Digest " + digest);
    }
}
