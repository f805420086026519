package scf.platform.practice;

import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;

/// One call of the player through a public door, as it was written down before it was sent.
///
/// After a crash the very same bytes go out again under the same Idempotency-Key (the call's name): an ECDSA signature
/// drawn anew would be other content, and the platform would rightly refuse it.
record Call(
        String name,
        String party,
        String method,
        String path,
        @Nullable String contentType,
        @Nullable Bytes body,
        @Nullable Answer answer) {}
