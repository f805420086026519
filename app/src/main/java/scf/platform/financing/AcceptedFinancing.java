package scf.platform.financing;

import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.HoldId;
import scf.schema.ids.VoucherNo;

/// What a loan is built on: the request, the offer that was accepted, and what is bound for it.
///
/// @param locked whether the ledger holds the lock; before that nobody registers or pays
public record AcceptedFinancing(
        FinancingRequest.Asked asked,
        RequestState state,
        Offer offer,
        FinancingRequest.Acceptance acceptance,
        boolean locked) {

    public FinancingRequestId request() {
        return asked.id();
    }

    public VoucherNo voucher() {
        return asked.voucher();
    }

    public EnterpriseId borrower() {
        return asked.holder();
    }

    public EnterpriseId bank() {
        return offer.bank();
    }

    public Product product() {
        return offer.terms().product();
    }

    /// The principal: the face that is bought, or what is lent.
    public Money amount() {
        return offer.terms().amount();
    }

    public HoldId hold() {
        return acceptance.hold();
    }
}
