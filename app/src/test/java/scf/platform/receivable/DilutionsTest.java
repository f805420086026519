package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;
import scf.contract.ReceivableState;
import scf.contract.ReceivableTerms;
import scf.contract.Refusal;
import scf.contract.SignedAct;
import scf.gateway.Held;
import scf.platform.Town;
import scf.platform.ledger.Difference;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// Less is owed by agreement (减额): both sign, and nobody's voucher is touched. A million has been confirmed.
class DilutionsTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final Money TENTH = Money.fen(10_000_000);
    private static final Dilution.GivingWay NONE = Dilution.GivingWay.none(Money.CNY);

    private final Town town = new Town();
    private final Dilutions dilutions = town.the(Dilutions.class);
    private final Receivables receivables = town.the(Receivables.class);
    private final ReceivableId id = town.confirmed(MILLION);

    @Test
    void the_ledger_is_told_when_both_have_signed_in_whichever_order() {
        var act = prepared(TENTH);
        var asked = dilutions.of(id, town.supplier).orElseThrow().getFirst();
        assertThat(asked.toSign()).isNotNull();
        assertThat(dilutions.of(id, town.master).orElseThrow().getFirst().toSign())
                .isNull();

        assertThat(signed(town.supplier, "clerk-1", act))
                .isInstanceOfSatisfying(
                        DilutionSigning.Signed.class,
                        signed -> assertThat(signed.told()).isFalse());
        assertThat(town.ledger.told()).isZero();
        assertThat(held().open()).isEqualTo(MILLION);

        assertThat(signed(town.master, "checker-1", act))
                .isInstanceOfSatisfying(
                        DilutionSigning.Signed.class,
                        signed -> assertThat(signed.told()).isTrue());
        assertThat(held().open()).isEqualTo(MILLION.minus(TENTH));

        town.ledger.writes();
        assertThat(held().confirmed()).isEqualTo(MILLION);
        assertThat(held().diluted()).isEqualTo(TENTH);
        assertThat(dilutions.of(id, town.supplier).orElseThrow())
                .extracting(view -> view.dilution().state())
                .containsExactly(Dilution.State.COMMITTED);
    }

    @Test
    void what_stands_in_vouchers_is_not_taken_back_by_debtor_and_creditor() {
        town.transaction().executeWithoutResult(_ -> receivables.vouchered(id, MILLION.minus(TENTH)));
        var act = prepared(TENTH);
        assertThat(refused(TENTH.plus(Money.fen(1))))
                .isInstanceOfSatisfying(DilutionRefusal.BindsFinancier.class, binds -> {
                    assertThat(binds.open()).isEqualTo(TENTH);
                    assertThat(binds.rule().source()).isEqualTo("民法典 art 765");
                });

        town.transaction().executeWithoutResult(_ -> receivables.vouchered(id, TENTH));
        assertThat(signed(town.master, "checker-1", act))
                .isInstanceOfSatisfying(
                        DilutionSigning.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(DilutionRefusal.BindsFinancier.class));
        assertThat(town.the(Verdicts.class).on(Subject.of(id), null, 0, 50))
                .extracting(Verdict::outcome)
                .containsOnly(Outcome.REFUSED);
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void what_is_on_its_way_to_the_ledger_is_no_difference_from_it() {
        told(TENTH);
        assertThat(differences(0)).isEmpty();
        assertThat(differences(1)).containsExactly(new Difference("dilutedMinor", "0", "1"));

        town.ledger.writes();

        assertThat(differences(TENTH.minor())).isEmpty();
        assertThat(differences(0)).containsExactly(new Difference("dilutedMinor", "10000000", "0"));
    }

    /// Between the row and a ledger that has taken so much off.
    private List<Difference> differences(long diluted) {
        var claim = held().claim();
        var terms = new ReceivableTerms(
                id.toString(),
                claim.debtor().toString(),
                claim.creditor().toString(),
                MILLION.minor(),
                "CNY",
                claim.dueDate(),
                "fingerprint",
                diluted,
                Bytes.utf8("salt"));
        var state = new ReceivableState(
                ReceivableState.Standing.CONFIRMED,
                held().holding().ledgerVersion(),
                "0".repeat(64),
                SignedAct.sha256(terms.bytes()));
        var onLedger = new Held(LedgerEvent.Kind.RECEIVABLE, state.bytes(), terms.bytes());
        return town.the(ReceivableMirror.class)
                .compare(id.toString(), Optional.of(onLedger))
                .differences();
    }

    @Test
    void a_refusal_by_the_ledger_restores_what_is_owed() {
        told(TENTH);
        assertThat(refused(TENTH)).isEqualTo(new DilutionRefusal.AnotherOnItsWay());

        town.ledger.refuses(Refusal.DILUTED_BELOW_VOUCHERS);

        assertThat(held().open()).isEqualTo(MILLION);
        told(TENTH);
        town.ledger.writes();
        assertThat(held().diluted()).isEqualTo(TENTH);
    }

    @Test
    void each_signs_for_himself_and_nobody_else_learns_of_it() {
        var act = prepared(TENTH);

        assertThat(signed(town.master, "maker-1", act))
                .isEqualTo(new DilutionSigning.Refused(new DilutionRefusal.MakerIsChecker()));
        assertThat(signed(town.bank, "clerk-1", act))
                .isEqualTo(new DilutionSigning.Refused(new DilutionRefusal.NoSuchReceivable()));
        assertThat(dilutions.sign(town.supplier, "clerk-1", id, town.signed(town.master, act)))
                .isInstanceOfSatisfying(
                        DilutionSigning.NotTheAct.class,
                        not -> assertThat(not.why()).isInstanceOf(Verifying.SignatureInvalid.class));
        assertThat(dilutions.of(id, town.bank)).isEmpty();
        var wish = new Dilutions.Wish(TENTH, "CN-2026-0915", null);
        assertThat(dilutions.prepare(town.supplier, "maker-1", id, wish, NONE))
                .isEqualTo(new DilutionPreparing.Refused(new DilutionRefusal.NotTheDebtor()));
        assertThat(refused(Money.fen(0))).isEqualTo(new DilutionRefusal.NothingDiluted());
        assertThat(refused(Money.ofMinor(1, "USD"))).isEqualTo(new DilutionRefusal.OtherCurrency("CNY"));
    }

    @Test
    void an_act_that_the_receivable_has_outrun_counts_no_longer() {
        var first = prepared(TENTH);
        var second = prepared(TENTH);
        signed(town.supplier, "clerk-1", first);
        signed(town.master, "checker-1", first);
        town.ledger.writes();

        assertThat(signed(town.master, "checker-1", second))
                .isEqualTo(new DilutionSigning.Refused(new DilutionRefusal.Outdated()));
    }

    private void told(Money amount) {
        var act = prepared(amount);
        signed(town.supplier, "clerk-1", act);
        assertThat(signed(town.master, "checker-1", act)).isInstanceOf(DilutionSigning.Signed.class);
    }

    private PreparedAct prepared(Money amount) {
        var wish = new Dilutions.Wish(amount, "CN-2026-0915", null);
        return ((DilutionPreparing.Prepared) dilutions.prepare(town.master, "maker-1", id, wish, NONE)).act();
    }

    private DilutionRefusal refused(Money amount) {
        var wish = new Dilutions.Wish(amount, "CN-2026-0915", null);
        return ((DilutionPreparing.Refused) dilutions.prepare(town.master, "maker-1", id, wish, NONE)).why();
    }

    private DilutionSigning signed(EnterpriseId party, String user, PreparedAct act) {
        return dilutions.sign(party, user, id, town.signed(party, act));
    }

    private Receivable.OnLedger held() {
        return (Receivable.OnLedger) receivables.find(id).orElseThrow();
    }
}
