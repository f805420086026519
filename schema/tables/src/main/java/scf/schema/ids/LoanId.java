package scf.schema.ids;

import java.util.UUID;

/// A chain-linked loan (链属贷).
public record LoanId(UUID value) {

    public static LoanId random() {
        return new LoanId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
