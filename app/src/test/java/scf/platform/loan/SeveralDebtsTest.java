package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.loan.ALoan.cny;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scf.platform.loan.SeveralDebts.Debt;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.LoanId;

/// 民法典 560, branch by branch.
class SeveralDebtsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final LocalDate DUE = TODAY.minusDays(1);
    private static final LocalDate NOT_DUE = TODAY.plusDays(1);

    @Test
    void what_the_debtor_designates_comes_first() {
        var due = debt("100.00", DUE, "0.00", "9");
        var designated = debt("100.00", NOT_DUE, "100.00", "1");

        assertThat(SeveralDebts.allocate(cny("120.00"), List.of(due, designated), Set.of(designated.loan()), TODAY))
                .containsEntry(designated.loan(), cny("100.00"))
                .containsEntry(due.loan(), cny("20.00"));
    }

    @Test
    void without_a_word_the_due_comes_before_what_is_not() {
        first(debt("100.00", DUE, "100.00", "1"), debt("100.00", NOT_DUE, "0.00", "9"));
    }

    @Test
    void of_the_due_the_least_secured_comes_first() {
        first(debt("100.00", DUE, "0.00", "1"), debt("100.00", DUE, "100.00", "9"));
        first(debt("200.00", DUE, "100.00", "1"), debt("100.00", DUE, "99.00", "9"));
    }

    @Test
    void of_the_equally_secured_the_heaviest_comes_first() {
        first(debt("100.00", DUE, "100.00", "6.525"), debt("100.00", DUE.minusDays(9), "900.00", "4.35"));
    }

    @Test
    void of_the_equally_heavy_what_fell_due_first_comes_first() {
        first(debt("100.00", DUE.minusDays(1), "100.00", "4.35"), debt("100.00", DUE, "100.00", "4.35"));
    }

    @Test
    void what_is_alike_in_all_of_this_shares_in_proportion() {
        var debts = List.of(
                debt("100.00", DUE, "100.00", "4.35"),
                debt("200.00", DUE, "200.00", "4.35"),
                debt("300.00", DUE, "300.00", "4.35"));

        assertThat(SeveralDebts.allocate(cny("100.00"), debts, Set.of(), TODAY).values())
                .containsExactly(cny("16.67"), cny("33.33"), cny("50.00"));
    }

    @Test
    void no_fen_is_lost_and_no_debt_receives_more_than_is_owed() {
        var random = new Random(560);
        for (int round = 0; round < 2_000; round++) {
            var debts = new ArrayList<Debt>();
            Money owed = cny("0.00");
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                var debt = debt(
                        Money.fen(1 + random.nextInt(1000)).format(),
                        random.nextBoolean() ? DUE : NOT_DUE,
                        Money.fen(random.nextInt(3) * 500L).format(),
                        random.nextBoolean() ? "4.35" : "6.525");
                debts.add(debt);
                owed = owed.plus(debt.owed());
            }
            var payment = Money.fen(1 + random.nextLong(owed.minor()));

            var shares = SeveralDebts.allocate(payment, debts, Set.of(), TODAY);

            assertThat(shares.values().stream().reduce(cny("0.00"), Money::plus))
                    .isEqualTo(payment);
            assertThat(debts)
                    .allSatisfy(debt -> assertThat(shares.get(debt.loan())).isBetween(cny("0.00"), debt.owed()));
        }
    }

    private static void first(Debt first, Debt second) {
        assertThat(SeveralDebts.allocate(cny("10.00"), List.of(second, first), Set.of(), TODAY))
                .containsEntry(first.loan(), cny("10.00"))
                .containsEntry(second.loan(), cny("0.00"));
    }

    private static Debt debt(String owed, LocalDate dueOn, String security, String burden) {
        return new Debt(LoanId.random(), cny(owed), dueOn, cny(security), Rate.ofPercent(burden));
    }
}
