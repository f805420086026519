package scf.schema.ids;

import java.util.UUID;

/// The record of a 中登网 registration and search.
public record RegistrationId(UUID value) {

    public static RegistrationId random() {
        return new RegistrationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
