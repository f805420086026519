package scf.platform.signing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/receipts/{id}`: the evidence package of a call, for the party that made the call and nobody else.
///
/// The answer's own signature signs the package as a whole. Everything that was bytes is base64 of those bytes.
@RestController
class ReceiptsDoor {

    private final Receipts receipts;
    private final PlatformKeys keys;

    ReceiptsDoor(Receipts receipts, PlatformKeys keys) {
        this.receipts = receipts;
        this.keys = keys;
    }

    /// What one side sent, the text that it signed, and the key that checks it.
    record Half(String head, String body, String signatureBase, String keyid, String algorithm, String publicKey) {}

    record Evidence(
            UUID id,
            String method,
            String targetUri,
            Instant receivedAt,
            Half request,
            int status,
            Half response,
            Map<String, Object> platformKey,
            Instant keepUntil) {}

    @GetMapping("/v1/receipts/{id}")
    Evidence receipt(@PathVariable UUID id, Caller caller) {
        var kept = receipts.find(id, caller.party()).orElseThrow(Problem::notFound);
        var platform = keys.publicKey(kept.platformKid()).orElseThrow();
        return new Evidence(
                kept.id(),
                kept.method(),
                kept.targetUri(),
                kept.receivedAt(),
                new Half(
                        kept.requestHead().base64(),
                        kept.requestBody().base64(),
                        kept.requestBase().base64(),
                        kept.kid(),
                        kept.algorithm(),
                        kept.publicKey().base64()),
                kept.status(),
                new Half(
                        kept.responseHead().base64(),
                        kept.responseBody().base64(),
                        kept.responseBase().base64(),
                        platform.kid(),
                        platform.algorithm().wire(),
                        platform.publicKey().base64()),
                PublicKeys.jwk(platform),
                kept.keepUntil());
    }
}
