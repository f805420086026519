package scf.platform.receivable;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;

/// What a creditor claims, and what it says in support.
///
/// @param kind what the claim arises from
/// @param amount what of the invoice is claimed; nothing said: all that is still unclaimed
/// @param dueDate by contract; nothing said: what the invoice says
/// @param termClause the clause of the contract that agrees a longer term than the statute's
/// @param evidence order, receipts, despatches, where the invoice does not name its order
public record ClaimRequest(
        DocumentId invoice,
        ClaimKind kind,
        String contractNo,
        @Nullable Money amount,
        @Nullable LocalDate dueDate,
        @Nullable String termClause,
        List<DocumentId> evidence) {

    public ClaimRequest {
        evidence = List.copyOf(evidence);
    }

    /// For goods delivered.
    public ClaimRequest(
            DocumentId invoice,
            String contractNo,
            @Nullable Money amount,
            @Nullable LocalDate dueDate,
            @Nullable String termClause,
            List<DocumentId> evidence) {
        this(invoice, ClaimKind.TRADE, contractNo, amount, dueDate, termClause, evidence);
    }
}
