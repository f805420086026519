package scf.platform.voucher;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.VoucherTerms;
import scf.platform.creditline.Quotas;
import scf.platform.receivable.Receivables;
import scf.schema.ids.VoucherNo;

/// Where the value of a voucher goes that ended without money: an issue is again the receivable's, a part is again its
/// transferor's, as a voucher under the number that the ledger gives it.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Returns {

    private static final long FIRST_VERSION = 1;

    private final VoucherStore store;
    private final Receivables receivables;
    private final Quotas quotas;
    private final Clock clock;

    Returns(VoucherStore store, Receivables receivables, Quotas quotas, Clock clock) {
        this.store = store;
        this.receivables = receivables;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// Ends the voucher and gives its value back.
    void end(Voucher.Voided ended) {
        var terms = ended.terms();
        store.save(ended, clock.instant());
        switch (ended.endedBy()) {
            case DECLINED, EXPIRED -> {
                var descent = terms.descent();
                if (descent != null) {
                    store.insert(broughtBack(terms, descent));
                    store.mayRead(returned(terms.no()), terms.issuer());
                    store.mayRead(returned(terms.no()), descent.transferor());
                } else {
                    receivables.returned(terms.receivable(), terms.amount());
                    quotas.release(terms.no());
                }
            }
            case CANCELLED, DILUTED -> {
                receivables.returned(terms.receivable(), terms.amount());
                quotas.settle(terms.root(), terms.amount());
            }
        }
    }

    static VoucherNo returned(VoucherNo no) {
        return new VoucherNo(no.value() + VoucherTerms.RETURNED);
    }

    private Voucher.Active broughtBack(Voucher.Terms terms, Voucher.Descent descent) {
        var transferor = descent.transferor();
        return new Voucher.Active(
                new Voucher.Terms(
                        returned(terms.no()),
                        terms.root(),
                        terms.receivable(),
                        terms.issuer(),
                        transferor,
                        terms.amount(),
                        terms.issueDate(),
                        terms.dueDate(),
                        terms.payableOn(),
                        clock.instant(),
                        new Voucher.Descent(terms.no(), transferor, descent.hops() - 1, null),
                        null),
                new Voucher.Standing(FIRST_VERSION, transferor, null, null, false));
    }
}
