package scf.platform.enterpriseapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.receivable.Claim;
import scf.platform.receivable.Finding;
import scf.platform.receivable.Receivable;
import scf.platform.trade.StreamEvidence;
import scf.schema.ids.ActHash;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// A receivable as creditor and debtor see it.
///
/// @param supported what order, receipt and invoice support together; null until they have been matched
/// @param confirmed what the ledger holds; null until it does
/// @param disputed what of the claim the debtor has not confirmed
/// @param vouchered what of the confirmed amount stands in vouchers
/// @param confirmBy the last day of the debtor's thirty
/// @param streams how well orders, trade, logistics and payment behind the claim are documented
/// @param refusal why the ledger refused the last confirmation, when it did
record ReceivableJson(
        ReceivableId id,
        Receivable.State state,
        DocumentId invoiceId,
        List<DocumentId> documentIds,
        EnterpriseId creditorId,
        EnterpriseId debtorId,
        String contractNo,
        Money gross,
        Money amount,
        @Nullable Money supported,
        @Nullable Money confirming,
        @Nullable Money confirmed,
        @Nullable Money disputed,
        @Nullable Money vouchered,
        LocalDate dueDate,
        LocalDate deliveredOn,
        Claim.DeliveryBasis deliveryBasis,
        @Nullable String termClause,
        LocalDate submittedOn,
        LocalDate confirmBy,
        List<Finding> findings,
        List<StreamEvidence> streams,
        @Nullable String reason,
        @Nullable String refusal,
        @Nullable ActHash act,
        Instant createdAt) {

    /// What differs from state to state.
    private record Standing(
            @Nullable Money supported,
            @Nullable Money confirming,
            @Nullable Money confirmed,
            @Nullable Money disputed,
            @Nullable Money vouchered,
            @Nullable String reason,
            @Nullable String refusal,
            @Nullable ActHash act) {

        static Standing of(Receivable receivable) {
            return switch (receivable) {
                case Receivable.Submitted _ -> new Standing(null, null, null, null, null, null, null, null);
                case Receivable.Matched matched ->
                    new Standing(matched.supported(), null, null, null, null, null, matched.refusal(), null);
                case Receivable.Disputed disputed ->
                    new Standing(
                            disputed.supported(),
                            null,
                            null,
                            disputed.claim().amount(),
                            null,
                            disputed.reason(),
                            disputed.refusal(),
                            null);
                case Receivable.Confirming confirming ->
                    new Standing(
                            confirming.supported(),
                            confirming.amount(),
                            null,
                            null,
                            null,
                            confirming.dispute(),
                            null,
                            confirming.actHash());
                case Receivable.Confirmed held ->
                    held(held, Money.zero(held.confirmed().currency()));
                case Receivable.PartDisputed held -> held(held, held.disputed());
                case Receivable.Rejected rejected ->
                    new Standing(rejected.supported(), null, null, null, null, rejected.reason(), null, null);
            };
        }

        private static Standing held(Receivable.OnLedger held, Money disputed) {
            return new Standing(
                    held.supported(), null, held.confirmed(), disputed, held.vouchered(), null, null, held.actHash());
        }
    }

    static ReceivableJson of(
            Receivable receivable, List<DocumentId> documents, List<Finding> findings, List<StreamEvidence> streams) {
        var claim = receivable.claim();
        var standing = Standing.of(receivable);
        return new ReceivableJson(
                claim.id(),
                receivable.state(),
                claim.invoice(),
                documents,
                claim.creditor(),
                claim.debtor(),
                claim.contractNo(),
                claim.gross(),
                claim.amount(),
                standing.supported(),
                standing.confirming(),
                standing.confirmed(),
                standing.disputed(),
                standing.vouchered(),
                claim.dueDate(),
                claim.deliveredOn(),
                claim.deliveryBasis(),
                claim.termClause(),
                claim.submittedOn(),
                claim.confirmBy(),
                findings,
                streams,
                standing.reason(),
                standing.refusal(),
                standing.act(),
                claim.createdAt());
    }
}
