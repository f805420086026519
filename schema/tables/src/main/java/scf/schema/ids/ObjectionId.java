package scf.schema.ids;

import java.util.UUID;

/// An objection (异议) raised against a chain-master while it is publicised (公示).
public record ObjectionId(UUID value) {

    public static ObjectionId random() {
        return new ObjectionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
