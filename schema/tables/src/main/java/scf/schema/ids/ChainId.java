package scf.schema.ids;

import java.util.UUID;

/// The supply chain (供应链) of one chain-master.
public record ChainId(UUID value) {

    public static ChainId random() {
        return new ChainId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
