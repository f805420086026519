package scf.platform.financing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What a pool of receivables is worth as security, with each reason that takes something off.
class BorrowingBaseTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-09-21");
    private static final Money NOTHING = Money.fen(0);
    private static final EnterpriseId MASTER = EnterpriseId.random();
    private static final EnterpriseId OTHER = EnterpriseId.random();

    @Test
    void each_reason_takes_its_part_off_once_and_the_rest_is_lent_on() {
        var disputed = item(MASTER, 10_000, 1_000, 2_000, TODAY.plusDays(60));
        var overdue = item(OTHER, 5_000, 0, 0, TODAY.minusDays(31));
        var current = item(OTHER, 20_000, 0, 0, TODAY.minusDays(30));
        var policy = new BorrowingBase.Policy(80, 30, 100, Money.fen(500), Set.of());

        var base =
                BorrowingBase.of(List.of(disputed, overdue, current), Map.of(MASTER, Money.fen(3_000)), policy, TODAY);

        assertThat(base.rows().get(0).ineligible())
                .containsExactly(
                        part(BorrowingBase.Reason.DISPUTED, 1_000),
                        part(BorrowingBase.Reason.FINANCED, 2_000),
                        part(BorrowingBase.Reason.CONTRA, 3_000));
        assertThat(base.rows().get(1).ineligible()).containsExactly(part(BorrowingBase.Reason.OVERDUE, 5_000));
        assertThat(base.rows().get(2).ineligible()).isEmpty();
        // 4,000 and 20,000 are eligible; 80 % are 19,200; less 500
        assertThat(base.eligible()).isEqualTo(Money.fen(24_000));
        assertThat(base.base()).isEqualTo(Money.fen(18_700));
    }

    @Test
    void one_debtor_has_no_more_than_its_share_and_a_related_one_has_none() {
        var related = EnterpriseId.random();
        var items = List.of(
                item(MASTER, 60_000, 0, 0, TODAY.plusDays(9)),
                item(MASTER, 20_000, 0, 0, TODAY.plusDays(9)),
                item(OTHER, 20_000, 0, 0, TODAY.plusDays(9)),
                item(related, 50_000, 0, 0, TODAY.plusDays(9)));
        var policy = new BorrowingBase.Policy(100, 0, 50, NOTHING, Set.of(related));

        var base = BorrowingBase.of(items, Map.of(), policy, TODAY);

        // Half of the 100,000 that are eligible otherwise.
        assertThat(base.rows())
                .extracting(BorrowingBase.Row::eligible)
                .containsExactly(Money.fen(50_000), NOTHING, Money.fen(20_000), NOTHING);
        assertThat(base.base()).isEqualTo(Money.fen(70_000));
    }

    @Test
    void reserves_eat_the_base_and_never_more_than_it() {
        var policy = new BorrowingBase.Policy(50, 0, 100, Money.fen(1_000_000), Set.of());

        assertThat(BorrowingBase.of(List.of(item(MASTER, 1_000, 0, 0, TODAY)), Map.of(), policy, TODAY)
                        .base())
                .isEqualTo(NOTHING);
    }

    @Test
    void whatever_the_pool_the_parts_of_each_receivable_add_up_to_it() {
        var random = new Random(2026);
        for (int round = 0; round < 200; round++) {
            var items = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(_ -> item(
                            random.nextBoolean() ? MASTER : OTHER,
                            random.nextInt(100_000),
                            random.nextInt(50_000),
                            random.nextInt(50_000),
                            TODAY.plusDays(random.nextInt(120) - 60)))
                    .toList();
            var policy = new BorrowingBase.Policy(
                    1 + random.nextInt(100),
                    random.nextInt(90),
                    1 + random.nextInt(100),
                    Money.fen(random.nextInt(10_000)),
                    random.nextInt(5) == 0 ? Set.of(OTHER) : Set.of());

            var base = BorrowingBase.of(items, Map.of(MASTER, Money.fen(random.nextInt(90_000))), policy, TODAY);

            assertThat(base.rows())
                    .allSatisfy(row -> assertThat(row.ineligible().stream()
                                    .map(BorrowingBase.Part::amount)
                                    .reduce(row.eligible(), Money::plus))
                            .isEqualTo(row.item().amount()));
            assertThat(base.base().isNegative()).isFalse();
            assertThat(base.base().exceeds(base.eligible())).isFalse();
        }
    }

    @Test
    void a_bank_counts_what_the_borrower_has_shown_it_and_nothing_else() {
        var town = new Town();
        var amount = Money.fen(100_000_000);
        var shown = town.active(amount);
        town.active(amount);
        town.the(FinancingRequests.class)
                .submit(
                        town.supplier,
                        "maker",
                        new FinancingRequests.Wish(shown, Product.PAYABLES_FINANCE, null, List.of(town.bank)));
        var bases = town.the(BorrowingBases.class);
        var policy = new BorrowingBase.Policy(80, 30, 100, NOTHING, Set.of());

        assertThat(bases.of(town.bank, town.supplier, policy))
                .hasValueSatisfying(base -> assertThat(base.base()).isEqualTo(Money.fen(80_000_000)));
        assertThat(bases.of(town.secondBank, town.supplier, policy)).isEmpty();
    }

    private static BorrowingBase.Item item(
            EnterpriseId debtor, long amount, long disputed, long financed, LocalDate due) {
        return new BorrowingBase.Item(
                ReceivableId.random(), debtor, Money.fen(amount), Money.fen(disputed), Money.fen(financed), due);
    }

    private static BorrowingBase.Part part(BorrowingBase.Reason reason, long fen) {
        return new BorrowingBase.Part(reason, Money.fen(fen));
    }
}
