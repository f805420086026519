package scf.platform.creditline;

import java.time.Instant;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// What is asked of a line: so much, of this bank, on this chain-master, for this supplier, under this product.
///
/// @param expiresAt when the hold lapses unless it was posted
/// @param reference whose hold it is, such as the financing request: the same reference is never held twice on a line
public record Reservation(
        EnterpriseId bank,
        EnterpriseId master,
        EnterpriseId supplier,
        String product,
        Money amount,
        Instant expiresAt,
        String reference) {

    public Reservation {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("nothing is reserved by " + amount);
        }
    }
}
