package scf.schema.ids;

import java.util.UUID;

/// A whole-chain credit line (整链授信): one bank, one chain.
public record CreditLineId(UUID value) {

    public static CreditLineId random() {
        return new CreditLineId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
