package scf.platform.financing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.money.Money;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.platform.receivable.Role;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What a bank may lend on a borrower's receivables (借款基数), by its own policy, over what that borrower has shown it:
/// the receivables behind the requests in which it asked this bank.
@Service
@Transactional(readOnly = true)
public class BorrowingBases {

    private static final int AT_ONCE = 200;

    private final FinancingStore store;
    private final Vouchers vouchers;
    private final Receivables receivables;
    private final BusinessDates businessDates;

    BorrowingBases(FinancingStore store, Vouchers vouchers, Receivables receivables, BusinessDates businessDates) {
        this.store = store;
        this.vouchers = vouchers;
        this.receivables = receivables;
        this.businessDates = businessDates;
    }

    /// Nothing when this borrower has shown the bank nothing in the currency of the policy.
    public Optional<BorrowingBase> of(EnterpriseId bank, EnterpriseId borrower, BorrowingBase.Policy policy) {
        var currency = policy.reserves().currency();
        var shown = new HashMap<ReceivableId, Money>();
        for (var no : store.shownTo(bank, borrower)) {
            var voucher = vouchers.find(no).orElseThrow();
            var amount = voucher.terms().amount();
            if (amount.currency().equals(currency)) {
                shown.merge(
                        voucher.terms().receivable(), isTaken(voucher) ? amount : Money.zero(currency), Money::plus);
            }
        }
        var items = shown.entrySet().stream()
                .flatMap(each -> item(each.getKey(), each.getValue()).stream())
                .sorted(Comparator.comparing(item -> item.receivable().value().toString()))
                .toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(BorrowingBase.of(items, owedBy(borrower, currency), policy, businessDates.today()));
    }

    /// Whether a bank has lent on the voucher, or it is due or paid: it secures nothing new.
    private static boolean isTaken(Voucher voucher) {
        return !(voucher instanceof Voucher.Active || voucher instanceof Voucher.FinLocked);
    }

    private Optional<BorrowingBase.Item> item(ReceivableId id, Money financed) {
        return receivables
                .find(id)
                .filter(Receivable.OnLedger.class::isInstance)
                .map(Receivable.OnLedger.class::cast)
                .map(held -> {
                    var claim = held.claim();
                    var disputed = held instanceof Receivable.PartDisputed part
                            ? part.disputed()
                            : Money.zero(held.confirmed().currency());
                    return new BorrowingBase.Item(
                            id, claim.debtor(), held.confirmed().plus(disputed), disputed, financed, claim.dueDate());
                });
    }

    /// What the borrower has confirmed that it will owe to others, by whom it is owed to. What was due before today may
    /// have been paid, and is not set off.
    private Map<EnterpriseId, Money> owedBy(EnterpriseId borrower, Currency currency) {
        var owed = new HashMap<EnterpriseId, Money>();
        var time = Instant.EPOCH;
        var id = new ReceivableId(new UUID(0, 0));
        List<Receivable> page;
        do {
            page = receivables.list(borrower, Role.DEBTOR, null, time, id, AT_ONCE);
            for (Receivable one : page) {
                if (one instanceof Receivable.OnLedger held
                        && held.confirmed().currency().equals(currency)
                        && !held.claim().dueDate().isBefore(businessDates.today())) {
                    owed.merge(held.claim().creditor(), held.confirmed(), Money::plus);
                }
                time = one.claim().createdAt();
                id = one.claim().id();
            }
        } while (page.size() == AT_ONCE);
        return owed;
    }
}
