package scf.platform.signing;

/// Why a signed request is refused, in the order in which the reasons are looked for.
///
/// In practice the caller is told the code; in production every one of them reads `signature_invalid`, so that nobody
/// can feel his way towards a forgery, and the bank asks us by the trace id. See `docs/api/signing.md`.
public enum Cause {
    SIGNATURE_REQUIRED("There is no signature: send Signature-Input, Signature and tag=\"fapi-2-request\"."),
    SIGNATURE_MALFORMED("Signature-Input or Signature cannot be read."),
    SIGNATURE_AMBIGUOUS("More than one signature carries tag=\"fapi-2-request\"."),
    PARAMETER_MISSING("created, expires, nonce, keyid and tag are all required."),
    PARAMETER_MALFORMED("nonce has 16 to 64 characters, keyid 8 to 64 of A-Z a-z 0-9 . _ -, times are whole seconds."),
    COMPONENT_NOT_ALLOWED("A request covers components of the request, without parameters."),
    COMPONENT_MISSING("A component that must be covered is not."),
    SIGNATURE_NOT_YET_VALID("created lies more than 5 seconds in the future of our clock."),
    SIGNATURE_EXPIRED("expires has passed, or created is more than 300 seconds old by our clock."),
    SIGNATURE_LIVES_TOO_LONG("expires is more than 300 seconds after created, or before it."),
    KEY_UNKNOWN("No active key of this name signs HTTP messages."),
    ALGORITHM_MISMATCH("alg is not the algorithm for which the key is registered."),
    SIGNATURE_WRONG("The signature does not verify over the base that we built."),
    DIGEST_MALFORMED("Content-Digest cannot be read."),
    DIGEST_UNKNOWN("Content-Digest names no algorithm of the key's suite: sha-256 or sha-512; sm3 for SM2 keys."),
    DIGEST_MISMATCH("Content-Digest is not the digest of the body that arrived."),
    ACCESS_TOKEN_REQUIRED("Keys of the INTL suite need a DPoP-bound access token beside the signature."),
    ACCESS_TOKEN_INVALID("The access token or its DPoP proof is not valid for this call."),
    NONCE_REPLAYED("This key has used this nonce before.");

    private final String detail;

    Cause(String detail) {
        this.detail = detail;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String detail() {
        return detail;
    }

    /// Clocks that disagree are the commonest complaint of all: the answer says what ours shows.
    boolean isAboutTime() {
        return switch (this) {
            case SIGNATURE_NOT_YET_VALID, SIGNATURE_EXPIRED, SIGNATURE_LIVES_TOO_LONG -> true;
            default -> false;
        };
    }
}
