package scf.gateway;

import scf.contract.Bytes;
import scf.contract.LedgerFunction;
import scf.contract.ReceivableState;
import scf.contract.VoucherState;

/// What a proof can be made of. A lock is proved with its voucher, in whose terms it stands.
public enum Provable {
    RECEIVABLE(LedgerFunction.READ_RECEIVABLE, LedgerFunction.READ_RECEIVABLE_TERMS),
    VOUCHER(LedgerFunction.READ_VOUCHER, LedgerFunction.READ_VOUCHER_TERMS);

    final LedgerFunction read;
    final LedgerFunction readTerms;

    Provable(LedgerFunction read, LedgerFunction readTerms) {
        this.read = read;
        this.readTerms = readTerms;
    }

    /// The hash of the act that made the state what it is.
    String actOf(Bytes state) {
        return switch (this) {
            case RECEIVABLE -> ReceivableState.parse(state).act();
            case VOUCHER -> VoucherState.parse(state).act();
        };
    }

    /// What the terms must hash to.
    Bytes commitmentOf(Bytes state) {
        return switch (this) {
            case RECEIVABLE -> ReceivableState.parse(state).commitment();
            case VOUCHER -> VoucherState.parse(state).commitment();
        };
    }
}
