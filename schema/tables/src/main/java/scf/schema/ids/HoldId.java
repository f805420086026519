package scf.schema.ids;

import java.util.UUID;

/// A reservation of credit (预占) on every node of one path.
public record HoldId(UUID value) {

    public static HoldId random() {
        return new HoldId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
