package scf.schema.ids;

import java.util.UUID;

/// A party on the platform: an enterprise (企业), a bank or the city.
public record EnterpriseId(UUID value) {

    public static EnterpriseId random() {
        return new EnterpriseId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
