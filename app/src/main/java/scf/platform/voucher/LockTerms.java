package scf.platform.voucher;

import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;

/// What a holder signs when it locks its voucher: for whom, what it gives away, and at what price. It is the offer that
/// it accepts, in the words of the act.
///
/// The price does not bind the ledger's rules, which see no money move. It stands in the act because a sale whose price
/// was not signed can be disputed by either side.
///
/// @param interestMode when interest is taken: the financing room's word, passed on as it is
public record LockTerms(
        FinancingRequestId request,
        EnterpriseId bank,
        Voucher.Agreed agreed,
        String interestMode,
        Rate annualRate,
        DayCount dayCount,
        Money fees) {}
