package scf.platform.settlement;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.voucher.SettleRefusal;

/// How assigning a credit that waits to an instruction ends, in order of precedence.
///
/// The last part of an instruction settles its voucher, so it is signed: prepared by one person of the bank and told by
/// another.
public sealed interface Assigning {

    /// There is no such credit on a receipt of this bank.
    record NoSuchCredit() implements Assigning {}

    /// It pays something already, or went back.
    record NotWaiting(String state, String reason) implements Assigning {}

    /// Nothing of that id is to be paid to this bank.
    record NoSuchInstruction() implements Assigning {}

    /// It is paid, or about to be.
    record NotDue(String state, String reason) implements Assigning {}

    /// More than what is missing, or another currency: matching has no tolerance, whoever does it.
    record OtherAmount(Money missing) implements Assigning {}

    /// It pays a part: nothing is settled by it, and nothing is to be signed.
    record PartIsNotSigned(Money missing) implements Assigning {}

    /// It completes what is to be paid, so the bank signs.
    record ActMissing() implements Assigning {}

    /// Who prepared the act does not tell it: two persons of the bank look at an assignment.
    record MakerIsChecker() implements Assigning {}

    /// The voucher forbids the settlement.
    record Refused(SettleRefusal why) implements Assigning {}

    /// The bank has no key to sign with, or has several and named none.
    record NoKey(Preparing.Refused why) implements Assigning {}

    /// What came is not the act that was prepared, or is not signed as it must be.
    record NotTheAct(Verifying.Refused why) implements Assigning {}

    /// To be signed, and sent by another person.
    record Prepared(PreparedAct act) implements Assigning {}

    /// A part, or the whole and on its way to the ledger.
    record Assigned(BankReceipt receipt) implements Assigning {}
}
