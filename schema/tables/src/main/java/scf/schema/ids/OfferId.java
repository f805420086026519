package scf.schema.ids;

import java.util.UUID;

/// A bank's offer (报价) on a financing request.
public record OfferId(UUID value) {

    public static OfferId random() {
        return new OfferId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
