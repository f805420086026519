package scf.platform.settlement;

import java.util.List;
import scf.platform.ledger.Verifying;
import scf.platform.voucher.SettleRefusal;
import scf.schema.ids.VoucherNo;

/// How receiving a bank's notification ends, in order of precedence.
public sealed interface Receiving {

    /// The message is not one that settles anything.
    record NotAcceptable(Camt.Reading.NotAcceptable why) implements Receiving {}

    /// This bank has sent another message under the same id.
    record OtherContent(String messageId) implements Receiving {}

    /// Nothing in it is new: whatever could be matched was, when it came before.
    record ReceivedBefore(BankReceipt receipt) implements Receiving {}

    /// Some credits pay what is due, so the bank has to sign that they do.
    record ActMissing(List<VoucherNo> paid) implements Receiving {}

    /// The act settles other vouchers than the credits pay: it was prepared for another message, or too early.
    record ActSettlesOthers(List<VoucherNo> paid) implements Receiving {}

    /// A voucher forbids the settlement.
    record Refused(SettleRefusal why) implements Receiving {}

    /// What came is not the act that was prepared for this receipt, or is not signed as it must be.
    record NotTheAct(Verifying.Refused why) implements Receiving {}

    /// Stored, with every credit that pays nothing and why. `SETTLING` if an act went to the ledger.
    record Received(BankReceipt receipt) implements Receiving {}
}
