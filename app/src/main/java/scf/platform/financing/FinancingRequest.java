package scf.platform.financing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.HoldId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// A holder's request for money on a voucher (融资申请), and where it stands ([RequestState] has the picture).
///
/// No bank is chosen and nothing is reserved while it is [Open]. From acceptance on there is one bank, one reservation
/// on its line and one lock on the voucher, and they end together.
public sealed interface FinancingRequest {

    Asked asked();

    RequestState state();

    default FinancingRequestId id() {
        return asked().id();
    }

    /// Where the event leads, by [RequestStates]; that it is allowed has been looked for.
    default RequestState next(RequestEvent event) {
        return RequestStates.TABLE.next(state(), event);
    }

    default boolean allows(RequestEvent event) {
        return RequestStates.TABLE.allows(state(), event);
    }

    /// Over, and nothing is bound any more: what was taken of the line has been given back, or is the loan's to give.
    default Ended ended(RequestEvent by) {
        return new Ended(asked(), next(by));
    }

    /// What was asked for. None of it changes.
    ///
    /// @param issuer who pays the voucher: the chain-master whose line the bank draws on
    /// @param validUntil how long the holder waits for offers; until the voucher is due, when it does not say
    /// @param bundle what is asked for together with this voucher ([Bundle]); none when it is asked for alone
    record Asked(
            FinancingRequestId id,
            VoucherNo voucher,
            EnterpriseId holder,
            EnterpriseId issuer,
            Product product,
            Money amount,
            String submittedBy,
            Instant submittedAt,
            @Nullable Instant validUntil,
            @Nullable FinancingBundleId bundle) {

        /// Whether the time that the holder gave for offers is over.
        boolean isOver(Instant now) {
            return validUntil != null && !now.isBefore(validUntil);
        }
    }

    /// Which offer was taken, and what is bound for it: until the same moment both.
    record Acceptance(OfferId offer, HoldId hold, Instant lockedUntil) {}

    /// With the banks.
    ///
    /// @param offered whether there is an offer to accept
    /// @param refusal why the ledger refused the lock of an earlier acceptance, when it did
    record Open(Asked asked, boolean offered, @Nullable String refusal) implements FinancingRequest {

        @Override
        public RequestState state() {
            return offered ? RequestState.OFFERED : RequestState.SUBMITTED;
        }

        Open withOffer() {
            return new Open(asked, next(RequestEvent.OFFER) == RequestState.OFFERED, refusal);
        }

        Accepted accept(Acceptance acceptance) {
            return new Accepted(asked, acceptance, null);
        }
    }

    /// One offer is taken. Credit is reserved; the ledger holds the lock from `lockedAt` on.
    record Accepted(
            Asked asked, Acceptance acceptance, @Nullable Instant lockedAt) implements FinancingRequest {

        @Override
        public RequestState state() {
            return RequestState.ACCEPTED;
        }

        Accepted locked(Instant at) {
            return new Accepted(asked, acceptance, at);
        }

        Open lockRefused(String why) {
            return new Open(asked, true, why);
        }

        Bound registered() {
            if (lockedAt == null) {
                throw new IllegalStateException("request " + asked.id() + " has no lock on the ledger yet");
            }
            return new Bound(asked, acceptance, lockedAt, next(RequestEvent.REGISTER));
        }
    }

    /// The ledger holds the lock and the bank goes its way: registered, originated, disbursed, closed.
    record Bound(Asked asked, Acceptance acceptance, Instant lockedAt, RequestState state) implements FinancingRequest {

        Bound advanced(RequestEvent by) {
            return new Bound(asked, acceptance, lockedAt, next(by));
        }
    }

    /// Rejected, withdrawn or expired: nothing is bound any more.
    record Ended(Asked asked, RequestState state) implements FinancingRequest {}
}
