package scf.platform.enterpriseapi;

import java.util.List;
import scf.platform.financing.Bundle;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;

/// Several vouchers asked for in one request, as its reader may see them.
///
/// @param requests one for each voucher, in the order of their numbers
/// @param totals what each bank that offers on all of them offers in all
public record BundleJson(FinancingBundleId id, List<FinancingRequestJson> requests, List<TotalJson> totals) {

    /// What one bank offers on all of them.
    ///
    /// @param allInAnnualCost in percent, Σ (interest + fees) / Σ (netProceeds · days) · 365
    public record TotalJson(
            EnterpriseId bankId, Money amount, Money interest, Money fees, Money netProceeds, Rate allInAnnualCost) {

        static TotalJson of(Bundle.Total total) {
            return new TotalJson(
                    total.bank(), total.amount(), total.interest(), total.fees(), total.net(), total.allInAnnualCost());
        }
    }

    public static BundleJson of(Bundle bundle) {
        return new BundleJson(
                bundle.id(),
                bundle.requests().stream().map(FinancingRequestJson::of).toList(),
                bundle.totals().stream().map(TotalJson::of).toList());
    }
}
