package scf.schema.ids;

import java.util.UUID;

/// A bank's standing terms, on which it offers at once.
public record StandingTermsId(UUID value) {

    public static StandingTermsId random() {
        return new StandingTermsId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
