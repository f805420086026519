package scf.platform.settlement;

import scf.schema.ids.InstructionId;

/// One credit of a receipt, and what it pays.
public sealed interface Entry {

    Credit credit();

    /// Not held against any instruction, or against none that it fits.
    record Unmatched(Credit credit, Mismatch why) implements Entry {}

    /// It pays an instruction; the ledger has not answered yet.
    record Settling(Credit credit, InstructionId instruction) implements Entry {}

    record Settled(Credit credit, InstructionId instruction) implements Entry {}

    default String state() {
        return switch (this) {
            case Unmatched _ -> "UNMATCHED";
            case Settling _ -> "SETTLING";
            case Settled _ -> "SETTLED";
        };
    }
}
