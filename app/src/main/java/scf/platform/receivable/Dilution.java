package scf.platform.receivable;

import java.time.Instant;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;
import scf.schema.ids.ReceivableId;

/// A reduction of what is owed (减额), as the debtor's maker prepared it.
///
/// @param grounds the credit note's number, or what was agreed
public record Dilution(
        ActHash act,
        ReceivableId receivable,
        Money amount,
        String grounds,
        String maker,
        Instant preparedAt,
        State state) {

    public enum State {

        /// Debtor or creditor has not signed yet.
        PREPARED,

        /// Both have signed; the ledger has not answered. It counts as taken back.
        TOLD,
        COMMITTED,
        REFUSED
    }
}
