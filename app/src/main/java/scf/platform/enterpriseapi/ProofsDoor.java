package scf.platform.enterpriseapi;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Bytes;
import scf.platform.ledger.Proving;
import scf.platform.receivable.ReceivableProofs;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.voucher.VoucherProofs;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// `…/proof`: whoever may read an object may have its state on the ledger proved, to verify it without us.
@RestController
class ProofsDoor {

    private static final int NONCE_BYTES = 32;
    private static final String PAGE = "docs/api/proof.md";
    private static final long AGAIN_SECONDS = 5;

    private final VoucherProofs vouchers;
    private final ReceivableProofs receivables;

    ProofsDoor(VoucherProofs vouchers, ReceivableProofs receivables) {
        this.vouchers = vouchers;
        this.receivables = receivables;
    }

    /// Proves a voucher, and the lock that stands on it.
    ///
    /// @param nonce 32 random bytes in hex, drawn for this question: the proof is then no older than it
    @GetMapping(value = "/v1/vouchers/{no}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> voucher(Caller caller, @PathVariable VoucherNo no, @RequestParam String nonce) {
        return answer(vouchers.prove(caller.party(), no, read(nonce)));
    }

    /// Proves a receivable, or that nothing was confirmed.
    ///
    /// @param nonce 32 random bytes in hex, drawn for this question: the proof is then no older than it
    @GetMapping(value = "/v1/receivables/{id}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> receivable(Caller caller, @PathVariable ReceivableId id, @RequestParam String nonce) {
        return answer(receivables.prove(caller.party(), id, read(nonce)));
    }

    private static Bytes read(String nonce) {
        return BodyFields.typed("?nonce", "nonce", PAGE, () -> {
            var bytes = Bytes.ofHex(nonce);
            if (bytes.size() != NONCE_BYTES) {
                throw new IllegalArgumentException("A nonce has 32 bytes: 64 hexadecimal digits in lower case.");
            }
            return bytes;
        });
    }

    /// The very bytes: a proof has one spelling, and every byte of it is looked at.
    private static ResponseEntity<byte[]> answer(Optional<Proving> asked) {
        return switch (asked.orElseThrow(Problem::notFound)) {
            case Proving.Proved(var file) ->
                ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(file.toArray());
            case Proving.LedgerAway _ ->
                throw Problem.refused(
                                503,
                                "ledger_away",
                                "Ledger away",
                                "The organisations of the ledger do not answer, or not alike; ask again.")
                        .retryAfter(AGAIN_SECONDS);
        };
    }
}
