package scf.schema.ids;

import java.util.UUID;

/// A node of the limit tree: chain, tier, supplier or product.
public record NodeId(UUID value) {

    public static NodeId random() {
        return new NodeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
