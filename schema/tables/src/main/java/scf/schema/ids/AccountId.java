package scf.schema.ids;

import java.util.UUID;

/// An enterprise's own bank account (结算账户).
public record AccountId(UUID value) {

    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
