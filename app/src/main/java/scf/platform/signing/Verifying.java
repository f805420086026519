package scf.platform.signing;

import java.time.Instant;
import java.util.Optional;
import scf.contract.Bytes;
import scf.platform.enterprise.SigningKey;

/// What came of looking at a request's signature.
sealed interface Verifying {

    /// Signed by this key, over this base, and the body is the one that was signed. The nonce is still to be spent.
    record Verified(SigningKey key, String nonce, Instant expires, Bytes base) implements Verifying {}

    /// Not let in.
    ///
    /// @param detail what exactly, for the sandbox
    /// @param suite of the key that was named, once it was found: the refusal is signed in it
    record Refused(Cause cause, String detail, Optional<Suite> suite) implements Verifying {

        static Refused because(Cause cause) {
            return new Refused(cause, cause.detail(), Optional.empty());
        }

        static Refused because(Cause cause, SigningKey key) {
            return new Refused(cause, cause.detail(), Optional.of(Suite.of(key.algorithm())));
        }
    }
}
