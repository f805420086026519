package scf.platform.settlement;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import scf.platform.voucher.VoucherDue;
import scf.platform.voucher.VoucherSettleRefused;
import scf.platform.voucher.VoucherSettled;

/// What settlement hears of vouchers: that one is due, and what the ledger answered to its settlement.
@Component
class VoucherAnswers {

    private final Instructions instructions;
    private final BankReceipts receipts;

    VoucherAnswers(Instructions instructions, BankReceipts receipts) {
        this.instructions = instructions;
        this.receipts = receipts;
    }

    @EventListener
    void due(VoucherDue news) {
        instructions.issue(news.no());
    }

    @EventListener
    void settled(VoucherSettled news) {
        receipts.settled(news.no(), news.bankReceipt());
    }

    @EventListener
    void refused(VoucherSettleRefused news) {
        receipts.refused(news.no(), news.bankReceipt(), news.reason());
    }
}
