package scf.platform.signing;

import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;

/// What is known of a call when it comes under its Idempotency-Key.
sealed interface Asking {

    /// The same call ran before, to its end: it is answered as it was then and done no second time.
    record AnsweredBefore(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            Bytes body) implements Asking {}

    /// The key was used for another content. The first answer is none of this call's business.
    record OtherContent() implements Asking {}

    /// A twin was waited for and has not ended.
    record StillRunning() implements Asking {}

    /// Nobody has asked this before; whoever asks it now waits for us.
    record First() implements Asking {}
}
