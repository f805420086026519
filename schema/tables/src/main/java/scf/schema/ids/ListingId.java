package scf.schema.ids;

import java.util.UUID;

/// An entry of the financing whitelist (白名单), through all its versions.
public record ListingId(UUID value) {

    public static ListingId random() {
        return new ListingId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
