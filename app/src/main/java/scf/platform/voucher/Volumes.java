package scf.platform.voucher;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.AcceptRow;
import scf.contract.ActType;
import scf.contract.FundRow;
import scf.contract.IssueRow;
import scf.contract.SettleRow;
import scf.platform.ledger.Acts;
import scf.platform.money.Money;
import scf.schema.ids.VoucherNo;

/// What a month came to: issued, accepted, financed, settled. Counted from the acts that the ledger holds, by
/// their business dates, so that whoever reads the ledger comes to the same figures.
@Service
@Transactional(readOnly = true)
public class Volumes {

    private final Acts acts;
    private final Vouchers vouchers;

    Volumes(Acts acts, Vouchers vouchers) {
        this.acts = acts;
        this.vouchers = vouchers;
    }

    /// One line of the report.
    public record Volume(Kind kind, int count, Money amount) {

        private Volume plus(Volume other) {
            return new Volume(kind, count + other.count, amount.plus(other.amount));
        }
    }

    public enum Kind {

        /// 开立
        ISSUED,

        /// 签收
        ACCEPTED,

        /// 融资
        FINANCED,

        /// 兑付
        SETTLED
    }

    /// The lines of a month: by kind, and by currency where there are several.
    public List<Volume> of(YearMonth month) {
        var each = new ArrayList<Volume>();
        for (var row : acts.written(ActType.ISSUE, month)) {
            var issue = (IssueRow) row;
            each.add(new Volume(Kind.ISSUED, 1, Money.ofMinor(issue.amountMinor(), issue.currency())));
        }
        for (var row : acts.written(ActType.ACCEPT, month)) {
            var no = new VoucherNo(((AcceptRow) row).voucher());
            vouchers.find(no)
                    .ifPresent(voucher -> each.add(
                            new Volume(Kind.ACCEPTED, 1, voucher.terms().amount())));
        }
        for (var row : acts.written(ActType.FUND, month)) {
            var fund = (FundRow) row;
            each.add(new Volume(Kind.FINANCED, 1, Money.ofMinor(fund.fundedMinor(), fund.currency())));
        }
        for (var row : acts.written(ActType.SETTLE, month)) {
            var settle = (SettleRow) row;
            each.add(new Volume(Kind.SETTLED, 1, Money.ofMinor(settle.amountMinor(), settle.currency())));
        }
        Map<String, Volume> sums = new LinkedHashMap<>();
        each.forEach(one -> sums.merge(one.kind() + " " + one.amount().currency(), one, Volume::plus));
        return sums.values().stream()
                .sorted(Comparator.comparing(Volume::kind)
                        .thenComparing(volume -> volume.amount().currency().getCurrencyCode()))
                .toList();
    }
}
