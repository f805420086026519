package scf.platform.enterpriseapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.platform.financing.AskedBank;
import scf.platform.financing.FinancingRequest;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.OfferStates;
import scf.platform.financing.Product;
import scf.platform.financing.RejectionReason;
import scf.platform.financing.RequestState;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// A financing request as its reader sees it: the holder with every bank and offer, a bank with itself and its own.
///
/// @param acceptedOfferId shown to the holder, and to the bank whose offer it is
/// @param lockedUntil the end of lock and reservation, for the same two
/// @param lockedOnLedger whether the ledger holds the lock already
/// @param validUntil how long the holder waits for offers, when it has said so
/// @param bundleId what the voucher is asked for together with, if with anything
/// @param refusal why the ledger refused the lock of an earlier acceptance, when it did
public record FinancingRequestJson(
        FinancingRequestId id,
        VoucherNo voucherNo,
        EnterpriseId holderId,
        EnterpriseId issuerId,
        Product product,
        Money amount,
        RequestState state,
        List<AskedBankJson> banks,
        List<OfferJson> offers,
        @Nullable OfferId acceptedOfferId,
        @Nullable Instant lockedUntil,
        boolean lockedOnLedger,
        @Nullable String refusal,
        Instant submittedAt,
        @Nullable Instant validUntil,
        @Nullable FinancingBundleId bundleId) {

    /// A bank that was asked, and what it has said so far.
    ///
    /// @param answerBy the last day on which its line to the chain promises an answer, if it promises one
    public record AskedBankJson(
            EnterpriseId bankId,
            AskedBank.Answer answer,
            @Nullable RejectionReason reasonCode,
            @Nullable String reason,
            @Nullable Instant answeredAt,
            @Nullable LocalDate answerBy) {

        static AskedBankJson of(AskedBank asked) {
            var rejection = asked.rejection();
            return new AskedBankJson(
                    asked.bank(),
                    asked.answer(),
                    rejection == null ? null : rejection.reason(),
                    rejection == null ? null : rejection.words(),
                    asked.answeredAt(),
                    asked.answerBy());
        }
    }

    public static FinancingRequestJson of(FinancingRequests.View view) {
        var request = view.request();
        var asked = request.asked();
        var accepted = acceptanceOf(request)
                .filter(acceptance ->
                        view.offers().stream().anyMatch(offer -> offer.id().equals(acceptance.offer())));
        return new FinancingRequestJson(
                asked.id(),
                asked.voucher(),
                asked.holder(),
                asked.issuer(),
                asked.product(),
                asked.amount(),
                request.state(),
                view.banks().stream().map(AskedBankJson::of).toList(),
                view.offers().stream()
                        .map(offer -> OfferJson.of(offer, OfferStates.of(offer, request, view.asOf())))
                        .toList(),
                accepted.map(FinancingRequest.Acceptance::offer).orElse(null),
                accepted.map(FinancingRequest.Acceptance::lockedUntil).orElse(null),
                isLockedOnLedger(request),
                request instanceof FinancingRequest.Open open ? open.refusal() : null,
                asked.submittedAt(),
                asked.validUntil(),
                asked.bundle());
    }

    private static Optional<FinancingRequest.Acceptance> acceptanceOf(FinancingRequest request) {
        return switch (request) {
            case FinancingRequest.Accepted accepted -> Optional.of(accepted.acceptance());
            case FinancingRequest.Bound bound -> Optional.of(bound.acceptance());
            case FinancingRequest.Open _, FinancingRequest.Ended _ -> Optional.empty();
        };
    }

    private static boolean isLockedOnLedger(FinancingRequest request) {
        return switch (request) {
            case FinancingRequest.Accepted accepted -> accepted.lockedAt() != null;
            case FinancingRequest.Bound _ -> true;
            case FinancingRequest.Open _, FinancingRequest.Ended _ -> false;
        };
    }
}
