package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.loan.ALoan.cny;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.platform.loan.Priority.Financing;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// 民法典 768, branch by branch.
class PriorityTest {

    private static final Instant EARLY = Instant.parse("2026-09-21T02:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(1);

    @Test
    void who_has_registered_comes_before_who_has_not_though_the_debtor_was_told_of_the_other_first() {
        var registered = financing("100.00", LATE, null);
        var notified = financing("100.00", null, EARLY);

        assertThat(Priority.ranks(List.of(notified, registered)))
                .containsExactly(List.of(registered), List.of(notified));
        assertThat(Priority.distribute(cny("130.00"), List.of(notified, registered)))
                .containsEntry(registered, cny("100.00"))
                .containsEntry(notified, cny("30.00"));
    }

    @Test
    void of_two_that_have_registered_the_earlier_comes_first_whoever_gave_notice_first() {
        var first = financing("100.00", EARLY, null);
        var second = financing("100.00", LATE, EARLY);

        assertThat(Priority.ranks(List.of(second, first))).containsExactly(List.of(first), List.of(second));
    }

    @Test
    void of_two_that_have_not_the_first_notice_decides_and_who_gave_none_comes_after() {
        var first = financing("100.00", null, EARLY);
        var second = financing("100.00", null, LATE);
        var silent = financing("100.00", null, null);

        assertThat(Priority.ranks(List.of(silent, second, first)))
                .containsExactly(List.of(first), List.of(second), List.of(silent));
    }

    @Test
    void who_has_done_neither_shares_in_proportion_to_what_was_financed() {
        var one = financing("300.00", null, null);
        var two = financing("100.00", null, null);
        var three = financing("200.00", null, null);

        assertThat(Priority.distribute(cny("100.00"), List.of(one, two, three)))
                .containsEntry(one, cny("50.00"))
                .containsEntry(two, cny("16.67"))
                .containsEntry(three, cny("33.33"));
    }

    @Test
    void what_one_is_not_owed_any_more_the_others_share() {
        var nearlyPaid = new Financing(LoanId.random(), EnterpriseId.random(), cny("100.00"), cny("1.00"), null, null);
        var other = financing("100.00", null, null);

        assertThat(Priority.distribute(cny("50.00"), List.of(nearlyPaid, other)))
                .containsEntry(nearlyPaid, cny("1.00"))
                .containsEntry(other, cny("49.00"));
    }

    @Test
    void no_fen_is_lost_and_nobody_gets_more_than_it_is_owed() {
        var random = new Random(768);
        for (int round = 0; round < 2_000; round++) {
            var financings = new ArrayList<Financing>();
            Money claims = cny("0.00");
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                var claim = Money.fen(random.nextInt(1000));
                financings.add(new Financing(
                        LoanId.random(),
                        EnterpriseId.random(),
                        Money.fen(1 + random.nextInt(1000)),
                        claim,
                        random.nextInt(3) == 0 ? EARLY.plusSeconds(random.nextInt(3)) : null,
                        random.nextInt(3) == 0 ? EARLY.plusSeconds(random.nextInt(3)) : null));
                claims = claims.plus(claim);
            }
            var paid = Money.fen(random.nextInt(4000));

            var distributed = Priority.distribute(paid, financings);

            assertThat(distributed.values().stream().reduce(cny("0.00"), Money::plus))
                    .isEqualTo(paid.min(claims));
            assertThat(distributed)
                    .allSatisfy((financing, share) -> assertThat(share).isBetween(cny("0.00"), financing.claim()));
        }
    }

    private static Financing financing(String amount, @Nullable Instant registeredAt, @Nullable Instant notifiedAt) {
        return new Financing(
                LoanId.random(), EnterpriseId.random(), cny(amount), cny(amount), registeredAt, notifiedAt);
    }
}
