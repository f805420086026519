package scf.platform.settlement;

import java.util.List;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.voucher.SettleRefusal;

/// How asking for the act that settles a receipt's vouchers ends, in order of precedence.
public sealed interface PreparingReceipt {

    /// The message is not one that settles anything.
    record NotAcceptable(Camt.Reading.NotAcceptable why) implements PreparingReceipt {}

    /// This bank has sent another message under the same id.
    record OtherContent(String messageId) implements PreparingReceipt {}

    /// No credit pays anything that is due: there is nothing to sign.
    record NothingMatches(List<Entry> entries) implements PreparingReceipt {}

    /// A voucher forbids the settlement.
    record Refused(SettleRefusal why) implements PreparingReceipt {}

    /// The bank has no key to sign with, or has several and named none.
    record NoKey(Preparing.Refused why) implements PreparingReceipt {}

    record Prepared(PreparedAct act) implements PreparingReceipt {}
}
