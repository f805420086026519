package scf.platform.settlement;

import org.jspecify.annotations.Nullable;
import scf.platform.settlement.SettlementStates.CreditState;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;

/// One credit of a receipt, and what becomes of it. Where each event leads stands in [SettlementStates].
public sealed interface Entry {

    Credit credit();

    /// Not held against any instruction, or against none that it fits: it waits for a person.
    record Unmatched(Credit credit, Mismatch why) implements Entry {}

    /// A person has assigned it to an instruction of which it pays a part.
    record Part(Credit credit, InstructionId instruction) implements Entry {}

    /// It pays an instruction, alone or as the last of its parts; the ledger has not answered yet.
    record Settling(Credit credit, InstructionId instruction) implements Entry {}

    /// Paid, and the ledger has it.
    ///
    /// @param part whether it was one of several
    record Settled(Credit credit, InstructionId instruction, boolean part) implements Entry {}

    /// The same booking was told before, by this or another message: it counts there, and not here.
    record Duplicate(Credit credit, BankReceiptId receipt, int no) implements Entry {}

    /// One person has said that the money goes back; another has to agree (退款复核).
    record Returning(Credit credit, Mismatch why, Decision decision) implements Entry {}

    /// The money goes back to where it came from.
    record Returned(Credit credit, Mismatch why, Decision decision) implements Entry {}

    /// It is nobody's payment of a voucher: a person has set it aside.
    record SetAside(Credit credit, Mismatch why, Decision decision) implements Entry {}

    /// What a person decided, and who agreed where two are needed.
    record Decision(
            String words, String proposedBy, @Nullable String confirmedBy) {}

    default CreditState status() {
        return switch (this) {
            case Unmatched _ -> CreditState.UNMATCHED;
            case Part _ -> CreditState.PART;
            case Settling _ -> CreditState.SETTLING;
            case Settled _ -> CreditState.SETTLED;
            case Duplicate _ -> CreditState.DUPLICATE;
            case Returning _ -> CreditState.RETURNING;
            case Returned _ -> CreditState.RETURNED;
            case SetAside _ -> CreditState.SET_ASIDE;
        };
    }

    default String state() {
        return status().name();
    }

    default @Nullable InstructionId paying() {
        return switch (this) {
            case Part part -> part.instruction();
            case Settling settling -> settling.instruction();
            case Settled settled -> settled.instruction();
            case Unmatched _, Duplicate _, Returning _, Returned _, SetAside _ -> null;
        };
    }

    default @Nullable Mismatch mismatch() {
        return switch (this) {
            case Unmatched unmatched -> unmatched.why();
            case Returning returning -> returning.why();
            case Returned returned -> returned.why();
            case SetAside aside -> aside.why();
            case Part _, Settling _, Settled _, Duplicate _ -> null;
        };
    }

    default @Nullable Decision decided() {
        return switch (this) {
            case Returning returning -> returning.decision();
            case Returned returned -> returned.decision();
            case SetAside aside -> aside.decision();
            case Unmatched _, Part _, Settling _, Settled _, Duplicate _ -> null;
        };
    }

    /// The loan whose bank should have had the money.
    default @Nullable LoanId wronglyPaid() {
        var why = mismatch();
        return why == null ? null : why.loan();
    }
}
