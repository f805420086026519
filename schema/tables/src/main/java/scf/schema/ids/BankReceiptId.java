package scf.schema.ids;

import java.util.UUID;

/// A bank's notice of money received (camt.054).
public record BankReceiptId(UUID value) {

    public static BankReceiptId random() {
        return new BankReceiptId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
