package scf.schema.ids;

import java.util.UUID;

/// A trade receivable (应收账款).
public record ReceivableId(UUID value) {

    public static ReceivableId random() {
        return new ReceivableId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
