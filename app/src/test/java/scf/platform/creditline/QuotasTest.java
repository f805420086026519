package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.creditline.LimitTree.yuan;

import java.util.ArrayList;
import java.util.Currency;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;
import scf.platform.whitelist.Entry;
import scf.platform.whitelist.ListingStep;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// What a chain-master may have outstanding in vouchers, across all banks.
class QuotasTest {

    private final LimitTree tree = new LimitTree();
    private final Quotas quotas = tree.rooms.the(Quotas.class);

    @Test
    void a_chain_master_without_a_quota_is_not_bound_and_counted_all_the_same() {
        assertThat(reserve(VoucherNo.random(), "5000000.00")).isInstanceOf(Issuable.Taken.class);

        assertThat(quota().limit()).isNull();
        assertThat(quota().reserved()).isEqualTo(yuan("5000000.00"));
        set("4000000.00");
        assertThat(quota().overLimit()).isTrue();
        assertThat(quotas.peek(tree.master, yuan("0.01"))).isEqualTo(new Issuable.Binds(yuan("0.00"), yuan("0.01")));
    }

    @Test
    void a_voucher_takes_of_the_quota_until_it_is_paid_leaf_by_leaf() {
        set("1000.00");
        var no = VoucherNo.random();
        reserve(no, "600.00");
        assertThat(reserve(VoucherNo.random(), "400.01")).isEqualTo(new Issuable.Binds(yuan("400.00"), yuan("0.01")));

        in(() -> quotas.post(no));
        assertThat(quota().used()).isEqualTo(yuan("600.00"));
        in(() -> quotas.settle(no, yuan("250.00")));
        in(() -> quotas.settle(no, yuan("350.00")));

        assertThat(quota().used()).isEqualTo(yuan("0.00"));
        assertThat(quota().available(LimitTree.TODAY)).isEqualTo(yuan("1000.00"));
        assertThatThrownBy(() -> in(() -> quotas.settle(no, yuan("0.01")))).hasMessageContaining("cannot be settled");
        tree.theBooksAgree();
    }

    @Test
    void what_is_declined_or_expires_is_free_again_and_only_once() {
        set("1000.00");
        var no = VoucherNo.random();
        reserve(no, "1000.00");

        in(() -> quotas.release(no));

        assertThat(quota().available(LimitTree.TODAY)).isEqualTo(yuan("1000.00"));
        assertThatThrownBy(() -> in(() -> quotas.release(no))).hasMessageContaining("RELEASED");
    }

    @Test
    void a_voucher_from_before_quotas_were_counted_gives_nothing_back() {
        var no = VoucherNo.random();
        in(() -> quotas.post(no));
        in(() -> quotas.release(no));
        in(() -> quotas.settle(no, yuan("1.00")));

        assertThat(quotas.of(tree.master)).isEmpty();
    }

    @Test
    void a_quota_that_has_ended_lets_nothing_out() {
        assertThat(quotas.set(tree.master, yuan("10.00"), LimitTree.TODAY.minusDays(9), LimitTree.TODAY.minusDays(1)))
                .isInstanceOf(QuotaSetting.Set.class);

        assertThat(reserve(VoucherNo.random(), "1.00")).isEqualTo(new Issuable.Binds(yuan("0.00"), yuan("1.00")));
    }

    @Test
    void a_quota_is_set_for_a_listed_chain_master_and_cut_for_any() {
        assertThat(quotas.set(tree.supplier, yuan("1.00"), LimitTree.TODAY, LimitTree.YEAR_END))
                .isInstanceOf(QuotaSetting.NotAChainMaster.class);
        assertThat(quotas.set(tree.master, yuan("1.00"), LimitTree.YEAR_END, LimitTree.TODAY))
                .isInstanceOf(QuotaSetting.PeriodUpsideDown.class);
        set("1000.00");
        tree.rooms
                .the(Whitelist.class)
                .take(
                        ListingStep.SUSPENSION,
                        tree.listing,
                        new Entry.Actor(tree.city, "desk"),
                        "逾期",
                        Whitelist.Particulars.NONE);

        assertThat(quotas.set(tree.master, yuan("1000.01"), LimitTree.TODAY, LimitTree.YEAR_END))
                .isInstanceOf(QuotaSetting.NotListed.class);
        set("900.00");
    }

    @Test
    void thirty_two_vouchers_at_once_against_room_for_ten_are_exactly_ten() throws Exception {
        set("1000.00");
        var start = new CountDownLatch(1);
        long taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Issuable>>();
            for (int i = 0; i < 32; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return reserve(VoucherNo.random(), "100.00");
                }));
            }
            start.countDown();
            for (var one : running) {
                taken += one.get() instanceof Issuable.Taken ? 1 : 0;
            }
        }

        assertThat(taken).isEqualTo(10);
        assertThat(quota().available(LimitTree.TODAY)).isEqualTo(yuan("0.00"));
        tree.theBooksAgree();
    }

    @Test
    void a_bank_sees_the_quota_of_a_master_to_whose_chain_it_lends() {
        assertThat(quotas.lendsTo(tree.bank, tree.master)).isFalse();
        tree.line("1.00");
        assertThat(quotas.lendsTo(tree.bank, tree.master)).isTrue();
        assertThat(quotas.lendsTo(EnterpriseId.random(), tree.master)).isFalse();
    }

    private void set(String limit) {
        assertThat(quotas.set(tree.master, yuan(limit), LimitTree.TODAY, LimitTree.YEAR_END))
                .isInstanceOf(QuotaSetting.Set.class);
    }

    private Issuable reserve(VoucherNo no, String amount) {
        Money money = yuan(amount);
        return java.util.Objects.requireNonNull(
                tree.rooms.transaction().execute(_ -> quotas.reserve(tree.master, no, money)));
    }

    private void in(Runnable step) {
        tree.rooms.transaction().executeWithoutResult(_ -> step.run());
    }

    private IssuingQuota quota() {
        return quotas.of(tree.master).stream()
                .filter(each -> each.currency().equals(Currency.getInstance("CNY")))
                .findFirst()
                .orElseThrow();
    }
}
