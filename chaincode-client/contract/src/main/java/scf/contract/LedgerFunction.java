package scf.contract;

import java.util.Optional;

/// The functions of the chaincode, by the names under which they are called.
///
/// Reads take the id and, as an optional second argument, a nonce of the asker: it makes an endorsed read answer this
/// question and no earlier one. The answer is the state's bytes, and empty where there is none.
public enum LedgerFunction {
    /// Begins the ledger, once; everything it needs is in the transient field.
    INIT("init"),
    /// Takes a signed act from the transient field, where nobody but the endorsers sees it.
    ACT("act"),
    /// What the ledger began with, so far as everybody may see it; takes no id.
    READ_CONFIG("readConfig"),
    /// Whether an act is written, and by which transaction.
    READ_ACT("readAct"),
    READ_KEY("readKey"),
    READ_RECEIVABLE("readReceivable"),
    READ_VOUCHER("readVoucher"),
    /// The private side of a key: for members of the collection only.
    READ_KEY_TERMS("readKeyTerms"),
    /// The private side of a receivable: for members of the collection only.
    READ_RECEIVABLE_TERMS("readReceivableTerms"),
    /// The private side of a voucher: for members of the collection only.
    READ_VOUCHER_TERMS("readVoucherTerms");

    private final String wire;

    LedgerFunction(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<LedgerFunction> ofWire(String wire) {
        for (LedgerFunction function : values()) {
            if (function.wire.equals(wire)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}
