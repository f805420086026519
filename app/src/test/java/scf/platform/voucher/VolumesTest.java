package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Town;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.schema.ids.VoucherNo;

/// The report of a month, counted from what the ledger holds.
class VolumesTest {

    private static final YearMonth SEPTEMBER = YearMonth.parse("2026-09");

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Vouchers vouchers = town.the(Vouchers.class);
    private final Volumes volumes = town.the(Volumes.class);

    @Test
    void a_month_is_what_the_ledger_holds_of_it() {
        issued(Money.fen(1_000_000));
        var second = issued(Money.fen(2_000_000));
        town.ledger.writes();
        var act = act(vouchers.prepareAcceptance(town.supplier, "maker", null, second));
        vouchers.accept(town.supplier, second, town.signed(town.supplier, act));
        town.ledger.writes();
        issued(Money.fen(4_000_000));
        town.ledger.refuses(Refusal.TENOR_EXCEEDED);

        assertThat(volumes.of(SEPTEMBER))
                .containsExactly(
                        new Volumes.Volume(Volumes.Kind.ISSUED, 2, Money.fen(3_000_000)),
                        new Volumes.Volume(Volumes.Kind.ACCEPTED, 1, Money.fen(2_000_000)));
        assertThat(volumes.of(SEPTEMBER.plusMonths(1))).isEmpty();
    }

    private VoucherNo issued(Money amount) {
        var wish = new Vouchers.Issue(town.confirmed(amount), amount, Town.DUE);
        var act = act(vouchers.prepareIssue(town.master, "maker", null, wish));
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        return new VoucherNo(act.subject());
    }

    private static <R> PreparedAct act(Drafting<R> drafting) {
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        return ((Drafting.Prepared<R>) drafting).act();
    }
}
