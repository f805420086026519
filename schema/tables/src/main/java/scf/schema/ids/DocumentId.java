package scf.schema.ids;

import java.util.UUID;

/// A trade document (贸易单证) as it was handed in.
public record DocumentId(UUID value) {

    public static DocumentId random() {
        return new DocumentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
