package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scf.platform.Town;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.receivable.Overdue;
import scf.platform.receivable.OverdueLists;
import scf.platform.rulebook.Approving;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Proposing;
import scf.platform.rulebook.RuleChanges;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// The same voucher, judged under the rule of another day or beside another list: no release lies in between.
class RulesByDateTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final LocalDate HARD_STOP = LocalDate.parse("2026-11-01");

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Vouchers vouchers = town.the(Vouchers.class);
    private final RuleChanges changes = town.the(RuleChanges.class);
    private final Verdicts verdicts = town.the(Verdicts.class);

    @Test
    void a_year_with_escalation_becomes_six_months_flat_on_the_day_of_the_rule() {
        tenor(Town.TODAY, Effect.ESCALATE);
        tenor(HARD_STOP, Effect.BLOCK);
        var receivable = town.confirmed(MILLION, LocalDate.parse("2027-12-31"));

        assertThat(refused(receivable, LocalDate.parse("2027-09-22")))
                .isInstanceOfSatisfying(
                        IssueRefusal.TenorExceeded.class,
                        exceeded -> assertThat(exceeded.last()).isEqualTo("2027-09-21"));
        var issued = issued(receivable, Money.fen(1_000_000), LocalDate.parse("2027-05-31"));
        assertThat(told(Subject.of(issued)))
                .extracting(
                        verdict -> verdict.rule().code(),
                        verdict -> verdict.rule().version(),
                        Verdict::outcome)
                .contains(tuple(RuleCode.R_01, 2, Outcome.ESCALATED), tuple(RuleCode.R_12, 1, Outcome.PASSED));

        town.businessDate(HARD_STOP);
        assertThat(refused(receivable, LocalDate.parse("2027-05-31")))
                .isInstanceOfSatisfying(
                        IssueRefusal.TenorExceeded.class,
                        exceeded -> assertThat(exceeded.last()).isEqualTo("2027-05-01"));
        assertThat(told(Subject.of(receivable)))
                .extracting(verdict -> verdict.rule().version(), Verdict::outcome)
                .containsExactly(tuple(2, Outcome.REFUSED), tuple(3, Outcome.REFUSED));
        assertThat(told(Subject.of(receivable)).getLast().inWords())
                .contains("R-01 version 3", "refused (拒绝)", "due 2027-05-31", "latest 2027-05-01");
    }

    private void tenor(LocalDate from, Effect effect) {
        var figures = Map.of("tenor_months", 6L, "absolute_tenor_months", 12L);
        var change = new RuleChanges.Change(from, null, null, "银发〔2025〕77号 art 11", effect, figures);
        var proposed = (Proposing.Proposed) changes.propose("officer-1", "R-01", change);
        assertThat(changes.approve(
                        "officer-2", "R-01", proposed.version().rule().version()))
                .isInstanceOf(Approving.Approved.class);
    }

    @Test
    void whom_an_overdue_list_names_issues_nothing_new_until_the_next_list_does_not() {
        var lists = town.the(OverdueLists.class);
        var receivable = town.confirmed(MILLION);
        var before = issued(receivable, Money.fen(1_000_000), Town.DUE);
        var row = new OverdueLists.Row(town.master, Overdue.Cause.BILLS_OVERDUE, Town.TODAY.minusDays(40));

        lists.importList("officer-1", "上海票据交易所", Town.TODAY.minusDays(1), List.of(row));
        assertThat(refused(receivable, Town.DUE))
                .isInstanceOfSatisfying(
                        IssueRefusal.IssuerOverdue.class,
                        named -> assertThat(named.overdue().cause()).isEqualTo(Overdue.Cause.BILLS_OVERDUE));
        town.ledger.writes();
        assertThat(vouchers.find(before).orElseThrow()).isInstanceOf(Voucher.PendingAccept.class);

        lists.importList("officer-1", "上海票据交易所", Town.TODAY, List.of());
        issued(receivable, Money.fen(1_000_000), Town.DUE);
    }

    @Test
    void a_list_is_of_a_past_day_and_names_parties_of_the_platform() {
        var lists = town.the(OverdueLists.class);
        var stranger = new OverdueLists.Row(EnterpriseId.random(), Overdue.Cause.BOND_DEFAULT, Town.TODAY.minusDays(1));

        assertThat(lists.importList("officer-1", "上海票据交易所", Town.TODAY.plusDays(1), List.of()))
                .isEqualTo(new OverdueLists.Importing.OfTheFuture(Town.TODAY));
        assertThat(lists.importList("officer-1", "上海票据交易所", Town.TODAY, List.of(stranger)))
                .isEqualTo(new OverdueLists.Importing.NoSuchIssuer(0));
    }

    private List<Verdict> told(Subject subject) {
        return verdicts.on(subject, null, 0, 50);
    }

    private VoucherNo issued(ReceivableId receivable, Money amount, LocalDate due) {
        var drafting = vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, amount, due));
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        PreparedAct act = ((Drafting.Prepared<IssueRefusal>) drafting).act();
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        return new VoucherNo(act.subject());
    }

    private IssueRefusal refused(ReceivableId receivable, LocalDate due) {
        var wish = new Vouchers.Issue(receivable, Money.fen(1_000_000), due);
        var drafting = vouchers.prepareIssue(town.master, "maker", null, wish);
        assertThat(drafting).isInstanceOf(Drafting.Refused.class);
        return ((Drafting.Refused<IssueRefusal>) drafting).why();
    }
}
