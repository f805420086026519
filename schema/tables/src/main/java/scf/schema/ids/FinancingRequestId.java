package scf.schema.ids;

import java.util.UUID;

/// A holder's request for financing (融资申请).
public record FinancingRequestId(UUID value) {

    public static FinancingRequestId random() {
        return new FinancingRequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
