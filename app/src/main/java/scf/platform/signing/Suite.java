package scf.platform.signing;

import java.util.List;
import scf.contract.Algorithm;

/// The two suites of the profile: one message format, two families of cryptography. A call stays within one.
enum Suite {

    /// Ed25519, ECDSA P-256, SHA-2.
    INTL(Algorithm.ECDSA_P256_SHA256, List.of("sha-256", "sha-512")),

    /// 国密: SM2 and SM3, for banks whose systems and supervisors ask for them.
    GM(Algorithm.SM2_SM3, List.of("sm3"));

    private final Algorithm ours;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, only its type does not say so
    private final List<String> digests;

    Suite(Algorithm ours, List<String> digests) {
        this.ours = ours;
        this.digests = digests;
    }

    static Suite of(Algorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_P256_SHA256, ED25519 -> INTL;
            case SM2_SM3, SM2_SM3_ASN1 -> GM;
        };
    }

    /// The algorithm of the platform's own key of this suite.
    Algorithm ours() {
        return ours;
    }

    /// The Content-Digest algorithms that count in this suite; the first is the one that we write.
    List<String> digests() {
        return digests;
    }
}
