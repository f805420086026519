package scf.gateway;

import scf.contract.Bytes;
import scf.contract.KeyState;
import scf.contract.LedgerEvent;
import scf.contract.LedgerFunction;
import scf.contract.ReceivableState;
import scf.contract.SignedAct;
import scf.contract.VoucherState;

/// All that the ledger holds of one object: what everybody sees, and beside it what a member of the private
/// collection has from its own peer.
///
/// @param state the bytes of a [KeyState], a [ReceivableState] or a [VoucherState]
/// @param terms the bytes of the terms that go with it
public record Held(LedgerEvent.Kind kind, Bytes state, Bytes terms) {

    static LedgerFunction read(LedgerEvent.Kind kind) {
        return switch (kind) {
            case KEY -> LedgerFunction.READ_KEY;
            case RECEIVABLE -> LedgerFunction.READ_RECEIVABLE;
            case VOUCHER -> LedgerFunction.READ_VOUCHER;
        };
    }

    static LedgerFunction readTerms(LedgerEvent.Kind kind) {
        return switch (kind) {
            case KEY -> LedgerFunction.READ_KEY_TERMS;
            case RECEIVABLE -> LedgerFunction.READ_RECEIVABLE_TERMS;
            case VOUCHER -> LedgerFunction.READ_VOUCHER_TERMS;
        };
    }

    /// Whether the terms are those that the public state commits to.
    public boolean opens() {
        return SignedAct.sha256(terms).equals(commitment());
    }

    private Bytes commitment() {
        return switch (kind) {
            case KEY -> KeyState.parse(state).commitment();
            case RECEIVABLE -> ReceivableState.parse(state).commitment();
            case VOUCHER -> VoucherState.parse(state).commitment();
        };
    }

    public long version() {
        return switch (kind) {
            case KEY -> KeyState.parse(state).version();
            case RECEIVABLE -> ReceivableState.parse(state).version();
            case VOUCHER -> VoucherState.parse(state).version();
        };
    }

    /// The word of its standing.
    public String standing() {
        return switch (kind) {
            case KEY -> KeyState.parse(state).state().name();
            case RECEIVABLE -> ReceivableState.parse(state).state().name();
            case VOUCHER -> VoucherState.parse(state).state().name();
        };
    }

    /// The hash of the act that made it so; of the city's first key the hash of the genesis.
    public String act() {
        return switch (kind) {
            case KEY -> KeyState.parse(state).act();
            case RECEIVABLE -> ReceivableState.parse(state).act();
            case VOUCHER -> VoucherState.parse(state).act();
        };
    }
}
