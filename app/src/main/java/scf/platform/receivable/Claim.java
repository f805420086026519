package scf.platform.receivable;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What a creditor claims of its debtor, on one invoice: the part of a receivable that no later step changes.
///
/// @param contractedOn the day of the contract: the sizes of the two parties are those of this day (条例 art 3)
/// @param gross what the invoice says is payable
/// @param amount what of it is claimed: all of it, unless a part was paid or claimed before
/// @param deliveredOn the day from which the term of payment counts: delivery, or acceptance of what was delivered
/// @param deliveryBasis what said so: the receipt, the despatch, or the invoice
/// @param termClause the contract's clause that agrees a longer term than the statute's 60 days, where there is one
/// @param confirmBy the last day of the debtor's thirty (条例 art 16)
/// @param version counts the changes of the row: whoever writes names the version that was read
public record Claim(
        ReceivableId id,
        DocumentId invoice,
        EnterpriseId creditor,
        EnterpriseId debtor,
        String contractNo,
        LocalDate contractedOn,
        Money gross,
        Money amount,
        LocalDate dueDate,
        LocalDate deliveredOn,
        DeliveryBasis deliveryBasis,
        @Nullable String termClause,
        LocalDate submittedOn,
        LocalDate confirmBy,
        String submittedBy,
        Instant createdAt,
        int version) {

    /// What says on which day the goods were delivered or accepted, best evidence first. An invoice that states no
    /// delivery is taken to be of its own date.
    public enum DeliveryBasis {
        RECEIPT,
        DESPATCH,
        INVOICE
    }

    public boolean isOf(EnterpriseId party) {
        return party.equals(creditor) || party.equals(debtor);
    }
}
