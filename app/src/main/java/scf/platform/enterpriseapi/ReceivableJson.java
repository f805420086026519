package scf.platform.enterpriseapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.receivable.Claim;
import scf.platform.receivable.Finding;
import scf.platform.receivable.Reason;
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
/// @param diluted what of the confirmed amount was taken back by agreement, or is about to be
/// @param vouchered what of the confirmed amount stands in vouchers
/// @param confirmBy the last day of the debtor's thirty
/// @param streams how well orders, trade, logistics and payment behind the claim are documented
/// @param reasonCode of the dictionary, where the debtor rejected or disputed
/// @param refusal why the ledger refused the last confirmation, when it did
record ReceivableJson(
        ReceivableId id,
        Receivable.State state,
        DocumentId invoiceId,
        List<DocumentId> documentIds,
        EnterpriseId creditorId,
        EnterpriseId debtorId,
        String contractNo,
        LocalDate contractedOn,
        Money gross,
        Money amount,
        @Nullable Money supported,
        @Nullable Money confirming,
        @Nullable Money confirmed,
        @Nullable Money disputed,
        @Nullable Money diluted,
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
        Reason.@Nullable Code reasonCode,
        @Nullable String refusal,
        @Nullable ActHash act,
        Instant createdAt) {

    /// What differs from state to state.
    private record Standing(
            @Nullable Money supported,
            @Nullable Money confirming,
            Receivable.@Nullable OnLedger held,
            @Nullable Money disputed,
            @Nullable String reason,
            Reason.@Nullable Code code,
            @Nullable String refusal,
            @Nullable ActHash act) {

        static Standing of(Receivable receivable) {
            return switch (receivable) {
                case Receivable.Submitted _ -> new Standing(null, null, null, null, null, null, null, null);
                case Receivable.Matched matched ->
                    new Standing(matched.supported(), null, null, null, null, null, matched.refusal(), null);
                case Receivable.Disputed disputed ->
                    open(disputed.supported(), disputed.claim().amount(), disputed.reason(), disputed.refusal());
                case Receivable.Confirming confirming -> onItsWay(confirming);
                case Receivable.Confirmed held -> held(held, null, null, held.actHash());
                case Receivable.PartDisputed held -> held(held, null, held.refusal(), held.actHash());
                case Receivable.ConfirmingMore more -> held(more, more.amount(), null, more.awaited());
                case Receivable.Rejecting rejecting ->
                    new Standing(rejecting.supported(), null, null, null, null, null, null, rejecting.awaited());
                case Receivable.Rejected rejected -> open(rejected.supported(), null, rejected.reason(), null);
                case Receivable.Withdrawn withdrawn ->
                    new Standing(withdrawn.supported(), null, null, null, withdrawn.reason(), null, null, null);
            };
        }

        private static Standing open(
                @Nullable Money supported, @Nullable Money disputed, Reason reason, @Nullable String refusal) {
            return new Standing(supported, null, null, disputed, reason.words(), reason.code(), refusal, null);
        }

        private static Standing onItsWay(Receivable.Confirming confirming) {
            var dispute = confirming.dispute();
            return new Standing(
                    confirming.supported(),
                    confirming.amount(),
                    null,
                    null,
                    dispute == null ? null : dispute.words(),
                    dispute == null ? null : dispute.code(),
                    null,
                    confirming.awaited());
        }

        private static Standing held(
                Receivable.OnLedger held, @Nullable Money confirming, @Nullable String refusal, ActHash act) {
            return new Standing(held.supported(), confirming, held, held.disputed(), null, null, refusal, act);
        }
    }

    static @Nullable Money dilutedOf(Receivable receivable) {
        return receivable instanceof Receivable.OnLedger held ? held.diluted() : null;
    }

    static ReceivableJson of(
            Receivable receivable, List<DocumentId> documents, List<Finding> findings, List<StreamEvidence> streams) {
        var claim = receivable.claim();
        var standing = Standing.of(receivable);
        var held = standing.held();
        return new ReceivableJson(
                claim.id(),
                receivable.state().shown(),
                claim.invoice(),
                documents,
                claim.creditor(),
                claim.debtor(),
                claim.contractNo(),
                claim.contractedOn(),
                claim.gross(),
                claim.amount(),
                standing.supported(),
                standing.confirming(),
                held == null ? null : held.confirmed(),
                standing.disputed(),
                dilutedOf(receivable),
                held == null ? null : held.vouchered(),
                claim.dueDate(),
                claim.deliveredOn(),
                claim.deliveryBasis(),
                claim.termClause(),
                claim.submittedOn(),
                claim.confirmBy(),
                findings,
                streams,
                standing.reason(),
                standing.code(),
                standing.refusal(),
                standing.act(),
                claim.createdAt());
    }
}
