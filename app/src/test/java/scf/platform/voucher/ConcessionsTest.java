package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Judged;
import scf.platform.Town;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.receivable.DilutionPreparing;
import scf.platform.receivable.DilutionRefusal;
import scf.platform.receivable.DilutionSigning;
import scf.platform.receivable.Dilutions;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Of 1,000,000.00 in a voucher 400,000.00 went to the second tier and 600,000.00 stayed with the supplier.
/// A credit note says that less is owed.
class ConcessionsTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final Money FORTY = Money.fen(40_000_000);
    private static final Money SIXTY = Money.fen(60_000_000);
    private static final Money FIFTY = Money.fen(50_000_000);

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Vouchers vouchers = town.the(Vouchers.class);
    private final Dilutions dilutions = town.the(Dilutions.class);
    private final Concessions concessions = town.the(Concessions.class);
    private final EnterpriseId second = town.enterprise("91440300708461136T");
    private final ReceivableId receivable = town.confirmed(MILLION);
    private final List<VoucherNo> parts = parts();
    private final VoucherNo passedOn = parts.getFirst();
    private final VoucherNo kept = parts.getLast();

    @Test
    void what_was_split_gives_way_and_what_is_left_of_it_is_issued_anew() {
        assertThat(refusal(FIFTY)).isInstanceOf(DilutionRefusal.BindsFinancier.class);

        var act = prepared(FIFTY, kept);
        assertThat(told(town.supplier, "clerk", act)).isFalse();
        assertThat(told(town.master, "checker", act)).isTrue();
        assertThat(state(kept)).isEqualTo("VOIDING");
        assertThat(held().vouchered()).isEqualTo(MILLION);
        town.ledger.writes();

        assertThat((Voucher.Voided) vouchers.find(kept).orElseThrow()).satisfies(ended -> {
            assertThat(ended.endedBy()).isEqualTo(Voucher.Ending.DILUTED);
            assertThat(ended.reason()).isEqualTo("CN-2026-0915");
        });
        assertThat(state(passedOn)).isEqualTo("ACTIVE");
        assertThat(held().diluted()).isEqualTo(FIFTY);
        assertThat(held().vouchered()).isEqualTo(FORTY);
        assertThat(held().open()).isEqualTo(Money.fen(10_000_000));
        issued(Money.fen(10_000_000));
    }

    @Test
    void whoever_holds_what_gives_way_signs_beside_debtor_and_creditor() {
        var act = prepared(MILLION, passedOn, kept);
        assertThat(dilutions.of(receivable, town.bank)).isEmpty();
        assertThat(dilutions.of(receivable, second).orElseThrow())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.toSign()).isNotNull();
                    assertThat(view.dilution().givingWay().vouchers()).containsExactly(passedOn, kept);
                });

        assertThat(told(town.supplier, "clerk", act)).isFalse();
        assertThat(told(town.master, "checker", act)).isFalse();
        assertThat(town.ledger.told()).isZero();
        assertThat(concessions.sign(town.bank, "clerk", receivable, town.signed(town.supplier, act)))
                .isEqualTo(new Conceding.Judged<>(new DilutionSigning.Refused(new DilutionRefusal.NoSuchReceivable())));
        assertThat(told(second, "clerk", act)).isTrue();
        town.ledger.writes();

        assertThat(state(passedOn)).isEqualTo("VOID");
        assertThat(state(kept)).isEqualTo("VOID");
        assertThat(held().diluted()).isEqualTo(MILLION);
        assertThat(held().vouchered()).isEqualTo(Money.fen(0));
    }

    /// Of a receivable of which 400,000.00 is in no voucher.
    @Test
    void what_is_in_no_voucher_counts_at_once_and_the_vouchers_when_they_have_ended() {
        end(kept, passedOn);
        var first = active(SIXTY);

        var act = prepared(Money.fen(70_000_000), first);
        told(town.supplier, "clerk", act);
        told(town.master, "checker", act);
        assertThat(held().open()).as("nobody issues on what is on its way").isEqualTo(Money.fen(30_000_000));
        town.ledger.refuses(Refusal.DILUTED_BELOW_VOUCHERS);

        assertThat(state(first)).isEqualTo("ACTIVE");
        assertThat(held().open()).isEqualTo(FORTY);
        assertThat(held().diluted()).isEqualTo(Money.fen(0));

        var again = prepared(Money.fen(70_000_000), first);
        told(town.supplier, "clerk", again);
        told(town.master, "checker", again);
        town.ledger.writes();
        assertThat(held().diluted()).isEqualTo(Money.fen(70_000_000));
        assertThat(held().open()).isEqualTo(Money.fen(30_000_000));
        assertThat(held().vouchered()).isEqualTo(Money.fen(0));
    }

    @Test
    void what_is_no_free_voucher_of_the_receivable_does_not_give_way() {
        var other = town.active(FORTY);

        assertThat(conceded(FIFTY, other)).isEqualTo(new ConcessionRefusal.NoSuchVoucher(other));
        assertThat(conceded(FIFTY, kept, kept)).isEqualTo(new ConcessionRefusal.NoSuchVoucher(kept));
        assertThat(conceded(FIFTY, new VoucherNo("V0000000000000000")))
                .isEqualTo(new ConcessionRefusal.NoSuchVoucher(new VoucherNo("V0000000000000000")));
        assertThat(conceded(FIFTY, root()))
                .isEqualTo(new ConcessionRefusal.NotActive(root(), "SPENT", "voucher_spent"));
        town.sql.execute("update voucher.vouchers set frozen = true where no = ?", kept.value());
        assertThat(conceded(FIFTY, kept)).isEqualTo(new ConcessionRefusal.Frozen(kept));
        town.sql.execute("update voucher.vouchers set frozen = false where no = ?", kept.value());
        assertThat(refusal(SIXTY.plus(Money.fen(1)), kept)).isInstanceOf(DilutionRefusal.BindsFinancier.class);
        town.businessDate(Town.DUE.plusDays(1));
        assertThat(conceded(FIFTY, kept)).isInstanceOf(ConcessionRefusal.NotActive.class);
        assertThat(concessions.prepare(town.supplier, "maker", receivable, wish(FIFTY), List.of(kept)))
                .isEqualTo(new Conceding.Judged<>(new DilutionPreparing.Refused(new DilutionRefusal.NotTheDebtor())));
        assertThat(concessions.prepare(second, "maker", receivable, wish(FIFTY), List.of(kept)))
                .isEqualTo(
                        new Conceding.Judged<>(new DilutionPreparing.Refused(new DilutionRefusal.NoSuchReceivable())));
    }

    @Test
    void a_voucher_that_has_taken_another_step_since_does_not_give_way() {
        var act = prepared(FIFTY, kept);
        told(town.supplier, "clerk", act);
        split(kept, FORTY);

        assertThat(concessions.sign(town.master, "checker", receivable, town.signed(town.master, act)))
                .isEqualTo(new Conceding.Refused<>(new ConcessionRefusal.NotActive(kept, "SPENT", "voucher_spent")));
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void what_a_bank_has_financed_does_not_give_way_whatever_the_others_agree() {
        town.sql.execute("set session_replication_role = replica");
        town.sql.execute(
                "update voucher.vouchers set state = 'FINANCED', holder_id = ?, financier_id = ?, financed_as = 'PURCHASE'"
                        + " where no = ?",
                town.bank.value(),
                town.bank.value(),
                kept.value());
        town.sql.execute(
                "insert into voucher.fundings (voucher_no, bank_id, product, loan_id, funded_minor, act_hash, state, asked_at)"
                        + " values (?, ?, 'PURCHASE', gen_random_uuid(), 60000000, ?, 'WRITTEN', now())",
                kept.value(),
                town.bank.value(),
                "0".repeat(64));
        town.sql.execute("set session_replication_role = origin");

        assertThat(conceded(FIFTY, kept))
                .isInstanceOfSatisfying(
                        ConcessionRefusal.Financed.class,
                        financed -> assertThat(financed.rule().source()).contains("765"));
        assertThat(Judged.in(town)).contains("R-18 REFUSED");
    }

    // Steps

    private List<VoucherNo> parts() {
        countInvoice();
        var root = active(MILLION);
        split(root, FORTY);
        var halves = vouchers.partsOf(root).stream()
                .sorted(Comparator.comparing(no -> amount(no).minor()))
                .toList();
        var transfers = town.the(Transfers.class);
        var part = new Transfers.Part(second, FORTY, town.order(second, town.supplier));
        var act = prepared(transfers.prepare(
                town.supplier,
                "maker",
                null,
                halves.getFirst(),
                new Transfers.Transfer(List.of(part), List.of(), null)));
        assertThat(transfers.transfer(town.supplier, halves.getFirst(), town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
        var moved = vouchers.partsOf(halves.getFirst()).getFirst();
        accepted(second, moved);
        return List.of(moved, halves.getLast());
    }

    /// A dilution by which vouchers end changes its receivable twice in a transaction: the database looks
    /// for its invoice.
    private void countInvoice() {
        town.sql.execute("set session_replication_role = replica");
        town.sql.execute(
                "insert into receivable.invoices select invoice_document_id, currency, gross_minor, gross_minor, gross_minor"
                        + " from receivable.receivables where id = ?",
                receivable.value());
        town.sql.execute("set session_replication_role = origin");
    }

    private VoucherNo root() {
        return vouchers.find(kept).orElseThrow().terms().root();
    }

    private Money amount(VoucherNo no) {
        return vouchers.find(no).orElseThrow().terms().amount();
    }

    private void split(VoucherNo no, Money amount) {
        var transfers = town.the(Transfers.class);
        var act = prepared(transfers.prepare(
                town.supplier, "maker", null, no, new Transfers.Transfer(List.of(), List.of(amount), null)));
        assertThat(transfers.transfer(town.supplier, no, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
    }

    private VoucherNo issued(Money amount) {
        var act = prepared(
                vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, amount, Town.DUE)));
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
        return new VoucherNo(act.subject());
    }

    private VoucherNo active(Money amount) {
        var no = issued(amount);
        accepted(town.supplier, no);
        return no;
    }

    private void accepted(EnterpriseId payee, VoucherNo no) {
        var act = prepared(vouchers.prepareAcceptance(payee, "maker", null, no));
        assertThat(vouchers.accept(payee, no, town.signed(payee, act))).isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
    }

    /// Past the doors: the values of these are the receivable's again.
    private void end(VoucherNo... ended) {
        town.sql.execute("set session_replication_role = replica");
        for (var no : ended) {
            town.sql.execute(
                    "update voucher.vouchers set state = 'VOID', ended_by = 'CANCELLED' where no = ?", no.value());
        }
        town.sql.execute("update receivable.receivables set vouchered_minor = 0 where id = ?", receivable.value());
        town.sql.execute("set session_replication_role = origin");
    }

    private static Dilutions.Wish wish(Money amount) {
        return new Dilutions.Wish(amount, "CN-2026-0915", null);
    }

    private Conceding<DilutionPreparing> conceding(Money amount, VoucherNo... giving) {
        return concessions.prepare(town.master, "maker", receivable, wish(amount), List.of(giving));
    }

    private PreparedAct prepared(Money amount, VoucherNo... giving) {
        return switch (conceding(amount, giving)) {
            case Conceding.Judged(DilutionPreparing.Prepared(var act)) -> act;
            case Conceding<DilutionPreparing> other -> throw new AssertionError(other);
        };
    }

    private DilutionRefusal refusal(Money amount, VoucherNo... giving) {
        return switch (conceding(amount, giving)) {
            case Conceding.Judged(DilutionPreparing.Refused(var why)) -> why;
            case Conceding<DilutionPreparing> other -> throw new AssertionError(other);
        };
    }

    private ConcessionRefusal conceded(Money amount, VoucherNo... giving) {
        return switch (conceding(amount, giving)) {
            case Conceding.Refused(var why) -> why;
            case Conceding<DilutionPreparing> other -> throw new AssertionError(other);
        };
    }

    private boolean told(EnterpriseId party, String user, PreparedAct act) {
        return switch (concessions.sign(party, user, receivable, town.signed(party, act))) {
            case Conceding.Judged(DilutionSigning.Signed signed) -> signed.told();
            case Conceding<DilutionSigning> other -> throw new AssertionError(other);
        };
    }

    private static <R> PreparedAct prepared(Drafting<R> drafting) {
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        return ((Drafting.Prepared<R>) drafting).act();
    }

    private String state(VoucherNo no) {
        return vouchers.find(no).orElseThrow().state();
    }

    private Receivable.OnLedger held() {
        return (Receivable.OnLedger)
                town.the(Receivables.class).find(receivable).orElseThrow();
    }
}
