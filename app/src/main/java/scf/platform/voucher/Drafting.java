package scf.platform.voucher;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;

/// How asking for an act on a voucher ends, in order of precedence.
///
/// @param <R> the refusals of the step that the act is for
public sealed interface Drafting<R> {

    /// The step itself would be refused, so there is nothing to sign.
    record Refused<R>(R why) implements Drafting<R> {}

    /// Whoever asks has no key to sign with, or has several and named none.
    record NoKey<R>(Preparing.Refused why) implements Drafting<R> {}

    /// The bytes are made; the step itself is still to be taken, with their signature.
    record Prepared<R>(PreparedAct act) implements Drafting<R> {}

    static <R> Drafting<R> of(Preparing preparing) {
        return switch (preparing) {
            case Preparing.Refused why -> new NoKey<>(why);
            case Preparing.Prepared prepared -> new Prepared<>(prepared.act());
        };
    }
}
