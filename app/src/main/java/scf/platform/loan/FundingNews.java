package scf.platform.loan;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import scf.platform.voucher.VoucherFundRefused;
import scf.platform.voucher.VoucherFunded;
import scf.platform.voucher.VoucherLockExpired;

/// What becomes of a loan when the ledger, or time, has spoken about its voucher.
@Component
class FundingNews {

    private final Loans loans;

    FundingNews(Loans loans) {
        this.loans = loans;
    }

    @EventListener
    void funded(VoucherFunded news) {
        loans.funded(news.loan());
    }

    @EventListener
    void fundRefused(VoucherFundRefused news) {
        loans.fundRefused(news.loan(), news.reason());
    }

    @EventListener
    void lockExpired(VoucherLockExpired news) {
        loans.lockExpired(news.request());
    }
}
