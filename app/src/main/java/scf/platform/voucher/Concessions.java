package scf.platform.voucher;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.ActJson;
import scf.platform.money.Money;
import scf.platform.receivable.Dilution;
import scf.platform.receivable.DilutionPreparing;
import scf.platform.receivable.DilutionSigning;
import scf.platform.receivable.Dilutions;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Vouchers that give way (让位) when debtor and creditor agree that less is owed (减额): whoever holds one
/// signs the same act, it ends whole, and for what is left of it the debtor issues another.
///
/// [Cancellations] undo a root that never moved. What was split or passed on can only give way; what a bank
/// has financed does not. Rows are locked in the order of the house: vouchers, then their
/// receivable.
@Service
@Transactional
public class Concessions {

    private final VoucherStore store;
    private final Vouchers vouchers;
    private final Receivables receivables;
    private final Dilutions dilutions;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Concessions(
            VoucherStore store,
            Vouchers vouchers,
            Receivables receivables,
            Dilutions dilutions,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.vouchers = vouchers;
        this.receivables = receivables;
        this.dilutions = dilutions;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The debtor's maker has the act prepared, with the vouchers that are to give way.
    public Conceding<DilutionPreparing> prepare(
            EnterpriseId debtor, String maker, ReceivableId id, Dilutions.Wish wish, List<VoucherNo> nos) {
        var none = Dilution.GivingWay.none(wish.amount().currency());
        boolean isTheirs = receivables
                .find(id)
                .filter(receivable -> receivable.claim().debtor().equals(debtor))
                .isPresent();
        if (!isTheirs || nos.isEmpty()) {
            return new Conceding.Judged<>(dilutions.prepare(debtor, maker, id, wish, none));
        }
        var refusal = refusalOf(id, nos);
        if (refusal.isPresent()) {
            return new Conceding.Refused<>(refusal.get());
        }

        var found = nos.stream().map(no -> vouchers.find(no).orElseThrow()).toList();
        var worth = found.stream()
                .map(voucher -> voucher.terms().amount())
                .reduce(Money::plus)
                .orElseThrow();
        var holders = found.stream()
                .map(voucher -> voucher.standing().holder())
                .distinct()
                .toList();
        return new Conceding.Judged<>(
                dilutions.prepare(debtor, maker, id, wish, new Dilution.GivingWay(nos, worth, holders)));
    }

    /// Debtor, creditor and holders sign in whichever order. With the last signature the vouchers wait for
    /// the ledger.
    public Conceding<DilutionSigning> sign(EnterpriseId party, String user, ReceivableId id, ActJson act) {
        var dilution = act.claimed().flatMap(hash -> dilutions.by(hash, id, party));
        var nos = dilution.map(found -> found.givingWay().vouchers()).orElse(List.of());
        var refusal = refusalOf(id, nos);
        if (refusal.isPresent()) {
            return new Conceding.Refused<>(refusal.get());
        }

        var signing = dilutions.sign(party, user, id, act);
        if (signing instanceof DilutionSigning.Signed signed && signed.told()) {
            dilution.ifPresent(this::giveWay);
        }
        return new Conceding.Judged<>(signing);
    }

    private void giveWay(Dilution dilution) {
        for (var no : dilution.givingWay().vouchers()) {
            var voucher = (Voucher.Active) vouchers.find(no).orElseThrow();
            store.save(voucher.cancel(dilution.grounds()), clock.instant());
        }
    }

    /// Locks them in the order of their numbers, and looks at each.
    private Optional<ConcessionRefusal> refusalOf(ReceivableId id, List<VoucherNo> nos) {
        nos.stream()
                .sorted(Comparator.comparing(VoucherNo::value))
                .filter(no -> standsOn(id, no))
                .forEach(vouchers::take);
        var seen = new HashSet<VoucherNo>();
        for (var no : nos) {
            var refusal = seen.add(no) && standsOn(id, no)
                    ? refusalOf(vouchers.find(no).orElseThrow())
                    : Optional.<ConcessionRefusal>of(new ConcessionRefusal.NoSuchVoucher(no));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private boolean standsOn(ReceivableId id, VoucherNo no) {
        return vouchers.find(no)
                .filter(voucher -> voucher.terms().receivable().equals(id))
                .isPresent();
    }

    private Optional<ConcessionRefusal> refusalOf(Voucher voucher) {
        var no = voucher.no();
        if (voucher.standing().financing() != null) {
            var today = businessDates.today();
            var rule = rulebook.at(today, RuleCode.R_18)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no R-18 on " + today));
            var figures = Figures.of("face", voucher.terms().amount()).and("state", voucher.state());
            return Optional.of(
                    verdicts.refused(rule, Subject.of(no), figures, new ConcessionRefusal.Financed(no, rule)));
        }
        var reason = VoucherStates.refusal(voucher, VoucherStates.Event.DILUTE);
        if (reason.isPresent()) {
            return Optional.of(new ConcessionRefusal.NotActive(no, voucher.state(), reason.get()));
        }
        if (voucher.standing().frozen()) {
            return Optional.of(new ConcessionRefusal.Frozen(no));
        }
        var dueDate = voucher.terms().dueDate();
        return businessDates.today().isBefore(dueDate)
                ? Optional.empty()
                : Optional.of(new ConcessionRefusal.Matured(no, dueDate));
    }
}
