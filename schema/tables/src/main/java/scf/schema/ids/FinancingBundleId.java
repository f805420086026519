package scf.schema.ids;

import java.util.UUID;

/// Requests on several vouchers that are asked for, offered on and accepted together.
public record FinancingBundleId(UUID value) {

    public static FinancingBundleId random() {
        return new FinancingBundleId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
