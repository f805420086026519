package scf.schema.ids;

import java.util.UUID;

/// A clearing instruction (清分指令): who is to be paid at maturity.
public record InstructionId(UUID value) {

    public static InstructionId random() {
        return new InstructionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
