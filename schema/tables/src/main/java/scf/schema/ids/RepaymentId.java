package scf.schema.ids;

import java.util.UUID;

/// Money received on a loan (还款).
public record RepaymentId(UUID value) {

    public static RepaymentId random() {
        return new RepaymentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
