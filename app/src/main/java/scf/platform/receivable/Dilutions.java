package scf.platform.receivable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.DiluteRow;
import scf.contract.LedgerEvent;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.ActRefused;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Debtor and creditor agree that less is owed (减额) than was confirmed: one act, signed by both over the same bytes.
///
/// What stands in vouchers is not theirs to change. A financier took a voucher at the debtor's word, and
/// what the two agree afterwards does not bind him: what is in no voucher becomes less, and what is
/// in vouchers that give way because whoever holds them has signed as well. Which those can be,
/// `Concessions` of the vouchers' room knows.
@Service
@Transactional
public class Dilutions {

    private final DilutionStore store;
    private final ReceivableStore receivables;
    private final Acts acts;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Dilutions(
            DilutionStore store,
            ReceivableStore receivables,
            Acts acts,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.receivables = receivables;
        this.acts = acts;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// What the debtor's maker proposes.
    ///
    /// @param grounds the credit note's number, or what was agreed
    /// @param key the act key that the debtor will sign with, where it has several
    public record Wish(
            Money amount, String grounds, @Nullable KeyId key) {}

    /// A dilution, and its act for whoever has to consent to it.
    public record View(Dilution dilution, @Nullable PreparedAct toSign) {}

    /// The dilutions of a receivable in the order in which they were prepared: all of them for its creditor
    /// and debtor, for others those to which a voucher of theirs gives way.
    @Transactional(readOnly = true)
    public Optional<List<View>> of(ReceivableId id, EnterpriseId party) {
        return receivables
                .find(id)
                .map(receivable -> store.of(id, currencyOf(receivable)).stream()
                        .filter(dilution -> isFor(dilution, receivable, party))
                        .map(dilution -> new View(dilution, toSign(dilution, party)))
                        .toList())
                .filter(views -> !views.isEmpty() || isOf(id, party));
    }

    private boolean isOf(ReceivableId id, EnterpriseId party) {
        return receivables.find(id).orElseThrow().claim().isOf(party);
    }

    private static boolean isFor(Dilution dilution, Receivable receivable, EnterpriseId party) {
        return receivable.claim().isOf(party) || dilution.givingWay().holders().contains(party);
    }

    /// The dilution that this act is about, for whoever has a part in it.
    @Transactional(readOnly = true)
    public Optional<Dilution> by(ActHash act, ReceivableId id, EnterpriseId party) {
        return of(id, party).orElse(List.of()).stream()
                .map(View::dilution)
                .filter(dilution -> dilution.act().equals(act))
                .findFirst();
    }

    /// The vouchers that give way to the dilution by this act, for the room that keeps them.
    @Transactional(readOnly = true)
    public List<VoucherNo> givingWayTo(ActHash act) {
        return store.receivableOf(act)
                .map(id -> currencyOf(receivables.find(id).orElseThrow()))
                .flatMap(currency -> store.find(act, currency))
                .map(dilution -> dilution.givingWay().vouchers())
                .orElse(List.of());
    }

    private @Nullable PreparedAct toSign(Dilution dilution, EnterpriseId party) {
        return dilution.state() == Dilution.State.PREPARED
                ? acts.toConsent(dilution.act(), party).orElse(null)
                : null;
    }

    /// The debtor's maker has the act prepared that all are to sign. Nothing changes yet.
    ///
    /// @param givingWay vouchers that can give way; none where only what is in no voucher becomes less
    public DilutionPreparing prepare(
            EnterpriseId debtor, String maker, ReceivableId id, Wish wish, Dilution.GivingWay givingWay) {
        var found = receivables.lock(id).filter(receivable -> receivable.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new DilutionPreparing.Refused(new DilutionRefusal.NoSuchReceivable());
        }
        var claim = found.get().claim();
        if (!claim.debtor().equals(debtor)) {
            return new DilutionPreparing.Refused(new DilutionRefusal.NotTheDebtor());
        }
        var refusal = refusal(found.get(), wish.amount(), givingWay.worth());
        if (refusal.isPresent()) {
            return new DilutionPreparing.Refused(refusal.get());
        }

        var row = new DiluteRow(
                id.toString(),
                debtor.toString(),
                claim.creditor().toString(),
                wish.amount().minor(),
                wish.amount().currency().getCurrencyCode(),
                wish.grounds(),
                givingWay.vouchers().stream().map(VoucherNo::value).toList());
        long version = ((Receivable.OnLedger) found.get()).holding().ledgerVersion();
        var draft = new Draft(
                ActType.DILUTE,
                id.toString(),
                version,
                debtor,
                wish.key(),
                maker,
                List.of(row),
                Stream.concat(Stream.of(claim.creditor()), givingWay.holders().stream())
                        .distinct()
                        .toList());
        return switch (acts.prepare(draft)) {
            case Preparing.Refused refused -> new DilutionPreparing.NoKey(refused);
            case Preparing.Prepared prepared -> {
                store.insert(new Dilution(
                        new ActHash(prepared.act().hash()),
                        id,
                        wish.amount(),
                        wish.grounds(),
                        givingWay,
                        maker,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        Dilution.State.PREPARED));
                yield new DilutionPreparing.Prepared(prepared.act());
            }
        };
    }

    /// Each signs, in whichever order. With the last signature the ledger is told.
    public DilutionSigning sign(EnterpriseId party, String user, ReceivableId id, ActJson act) {
        // 1. Find and lock.
        var found = receivables.lock(id).filter(_ -> of(id, party).isPresent());
        if (found.isEmpty()) {
            return new DilutionSigning.Refused(new DilutionRefusal.NoSuchReceivable());
        }

        // 2. Every reason to refuse.
        var receivable = found.get();
        boolean isDebtor = receivable.claim().debtor().equals(party);
        var verifying = isDebtor
                ? acts.verify(act, ActType.DILUTE, id.toString(), party)
                : acts.verifyConsent(act, ActType.DILUTE, id.toString(), party);
        if (verifying instanceof Verifying.Refused why) {
            return new DilutionSigning.NotTheAct(why);
        }
        var verified = (Verifying.Verified) verifying;
        if (isDebtor && verified.preparedBy().equals(user)) {
            return new DilutionSigning.Refused(new DilutionRefusal.MakerIsChecker());
        }
        var dilution = store.find(verified.hash(), currencyOf(receivable)).orElseThrow();
        var worth = dilution.givingWay().worth();
        var refusal = refusal(receivable, dilution.amount(), worth).or(() -> outdated(receivable, verified));
        if (refusal.isPresent()) {
            return new DilutionSigning.Refused(refusal.get());
        }

        // 3. Do it. What is on its way counts as taken back: no voucher is issued on it.
        if (!acts.sign(verified, party)) {
            return new DilutionSigning.Signed(receivable, false);
        }
        store.save(dilution.act(), Dilution.State.PREPARED, Dilution.State.TOLD);
        var held = (Receivable.OnLedger) receivable;
        var less = held.with(held.holding().withDiluted(held.diluted().plus(dilution.ofTheOpenPart())));
        receivables.save(less);
        verdicts.passed(
                RuleCode.R_18,
                Subject.of(id),
                Figures.of("diluted", dilution.amount())
                        .and("open", held.open())
                        .and("vouchered", held.vouchered())
                        .and("given_way", worth));
        return new DilutionSigning.Signed(less, true);
    }

    /// @param worth of the vouchers that give way: another currency than the receivable's they cannot be in
    private Optional<DilutionRefusal> refusal(Receivable receivable, Money amount, Money worth) {
        if (ReceivableStates.refuses(receivable, ReceivableStates.Event.DILUTE)
                || !(receivable instanceof Receivable.OnLedger held)) {
            return Optional.of(
                    new DilutionRefusal.NotConfirmed(receivable.state().shown()));
        }
        var currency = held.confirmed().currency();
        if (!amount.currency().equals(currency)) {
            return Optional.of(new DilutionRefusal.OtherCurrency(currency.getCurrencyCode()));
        }
        if (!amount.isPositive()) {
            return Optional.of(new DilutionRefusal.NothingDiluted());
        }
        if (amount.exceeds(held.open().plus(worth))) {
            var today = businessDates.today();
            var rule = rulebook.at(today, RuleCode.R_18)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no R-18 on " + today));
            var figures = Figures.of("diluted", amount)
                    .and("open", held.open())
                    .and("vouchered", held.vouchered())
                    .and("given_way", worth);
            var why = new DilutionRefusal.BindsFinancier(held.open(), rule);
            return Optional.of(verdicts.refused(rule, Subject.of(held.claim().id()), figures, why));
        }
        boolean another = store.of(held.claim().id(), currency.getCurrencyCode()).stream()
                .anyMatch(each -> each.state() == Dilution.State.TOLD);
        return another ? Optional.of(new DilutionRefusal.AnotherOnItsWay()) : Optional.empty();
    }

    private static Optional<DilutionRefusal> outdated(Receivable receivable, Verifying.Verified act) {
        return ((Receivable.OnLedger) receivable).holding().ledgerVersion()
                        == act.header().version()
                ? Optional.empty()
                : Optional.of(new DilutionRefusal.Outdated());
    }

    private static String currencyOf(Receivable receivable) {
        return receivable.claim().amount().currency().getCurrencyCode();
    }

    /// The ledger holds it: this much less is owed for good. The vouchers that gave way have ended before
    /// this is heard.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActCommitted committed) {
        if (committed.type() != ActType.DILUTE) {
            return;
        }
        held(committed.act()).ifPresent(held -> {
            long version = committed.changes().stream()
                    .filter(change -> change.object().equals(held.claim().id().toString()))
                    .mapToLong(LedgerEvent.Change::version)
                    .findFirst()
                    .orElseThrow();
            var dilution = store.find(committed.act(), currencyOf(held)).orElseThrow();
            receivables.save(held.with(held.holding()
                    .withVersion(version)
                    .withDiluted(held.diluted().plus(dilution.ofTheVouchers()))));
            store.save(committed.act(), Dilution.State.TOLD, Dilution.State.COMMITTED);
        });
    }

    /// The ledger has refused: as much is owed as before.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActRefused refused) {
        if (refused.type() != ActType.DILUTE) {
            return;
        }
        held(refused.act()).ifPresent(held -> {
            var dilution = store.find(refused.act(), currencyOf(held)).orElseThrow();
            receivables.save(held.with(held.holding().withDiluted(held.diluted().minus(dilution.ofTheOpenPart()))));
            store.save(refused.act(), Dilution.State.TOLD, Dilution.State.REFUSED);
        });
    }

    private Optional<Receivable.OnLedger> held(ActHash act) {
        return store.receivableOf(act)
                .map(id -> (Receivable.OnLedger) receivables.lock(id).orElseThrow());
    }
}
