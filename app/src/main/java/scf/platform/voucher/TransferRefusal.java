package scf.platform.voucher;

import java.time.LocalDate;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;

/// Why a voucher is not passed on or split (转让, 拆分), in order of precedence. Where one part is to blame, `part` counts
/// from zero.
public sealed interface TransferRefusal {

    /// There is none, or the caller is not its holder of record.
    record NoSuchVoucher() implements TransferRefusal {}

    /// It is not in its holder's free hand.
    record NotActive(String state, String reason) implements TransferRefusal {}

    /// An authority's order holds it.
    record Frozen() implements TransferRefusal {}

    /// It is due: what is to be paid is not passed on any more.
    record Matured(LocalDate dueDate) implements TransferRefusal {}

    /// Neither a part for another nor two of its own.
    record NothingMoves() implements TransferRefusal {}

    /// No enterprise is known by this id.
    record NoSuchPayee(int part) implements TransferRefusal {}

    record PayeeIsTheHolder(int part) implements TransferRefusal {}

    /// A claim in its debtor's own hand is no claim any more (混同, 民法典 576).
    record PayeeIsTheIssuer(int part) implements TransferRefusal {}

    /// No such trade document, or none of the holder's.
    record NoSuchDocument(int part, Rule rule) implements TransferRefusal {}

    /// The document does not say that the payee sells to the holder.
    record DocumentOfAnotherTrade(int part, Rule rule) implements TransferRefusal {}

    record OtherCurrency(int part, String currency) implements TransferRefusal {}

    record NothingInPart(int part) implements TransferRefusal {}

    /// The parts are worth more than the voucher.
    record AboveFace(int part, Money left) implements TransferRefusal {}

    /// The value has changed hands as often as it may.
    record HopsExceeded(int cap, Rule rule) implements TransferRefusal {}

    /// Split into more parts at once than allowed.
    record PartsExceeded(int cap, Rule rule) implements TransferRefusal {}

    /// A payee has at least today, at most so many days, and never the due date.
    record AcceptByOutOfBounds(LocalDate first, LocalDate last, Rule rule) implements TransferRefusal {}
}
