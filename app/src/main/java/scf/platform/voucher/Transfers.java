package scf.platform.voucher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.Product;
import scf.contract.TransferRow;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.Chains;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.ActHash;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// Passing vouchers on and splitting them (转让, 拆分): the holder pays its own suppliers with parts of what it is owed, or
/// cuts off a part to have it financed.
///
/// A voucher is spent whole. What is not passed on is kept in a voucher of its own, so all parts together are what was
/// spent, and nothing is left over.
@Service
@Transactional
public class Transfers {

    private static final Duration A_DAY = Duration.ofHours(24);
    private static final long FIRST_VERSION = 1;

    private final VoucherStore store;
    private final TransferStore transfers;
    private final Vouchers vouchers;
    private final Acceptance acceptance;
    private final TradeDocuments documents;
    private final Enterprises enterprises;
    private final Chains chains;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final Acts acts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Transfers(
            VoucherStore store,
            TransferStore transfers,
            Vouchers vouchers,
            Acceptance acceptance,
            TradeDocuments documents,
            Enterprises enterprises,
            Chains chains,
            Rulebook rulebook,
            Verdicts verdicts,
            Acts acts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.transfers = transfers;
        this.vouchers = vouchers;
        this.acceptance = acceptance;
        this.documents = documents;
        this.enterprises = enterprises;
        this.chains = chains;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.acts = acts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// What goes to another, and the trade that is paid with it.
    public record Part(EnterpriseId payee, Money amount, DocumentId document) {}

    /// What the holder asks for.
    ///
    /// @param kept amounts that become vouchers of the holder's own; what is left over becomes one more
    /// @param acceptBy the last day on which the payees may accept; none: as long as the rule of the day allows
    public record Transfer(
            List<Part> parts, List<Money> kept, @Nullable LocalDate acceptBy) {

        public Transfer {
            parts = List.copyOf(parts);
            kept = List.copyOf(kept);
        }

        /// A split: nothing changes hands.
        public static Transfer ofSplit(List<Money> kept) {
            return new Transfer(List.of(), kept, null);
        }
    }

    public Drafting<TransferRefusal> prepare(
            EnterpriseId holder, String user, @Nullable KeyId key, VoucherNo no, Transfer asked) {
        var found = store.find(no);
        var refusal = refusalOf(holder, found, asked);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var voucher = found.orElseThrow();
        var acceptBy = asked.parts().isEmpty() || asked.acceptBy() != null
                ? asked.acceptBy()
                : acceptance.latest(voucher.terms().dueDate());
        var parts = new ArrayList<TransferStore.Part>();
        for (var part : asked.parts()) {
            parts.add(new TransferStore.Part(
                    VoucherNo.random(), part.payee(), part.amount().minor(), part.document(), acceptBy));
        }
        for (var kept : allKept(voucher, asked)) {
            parts.add(new TransferStore.Part(VoucherNo.random(), holder, kept.minor(), null, null));
        }
        var row = rowOf(no, holder, parts, acceptBy);
        var version = voucher.standing().version();
        var drafting = Drafting.<TransferRefusal>of(
                acts.prepare(new Draft(ActType.TRANSFER, no.value(), version, holder, key, user, List.of(row))));
        if (drafting instanceof Drafting.Prepared<TransferRefusal>(var act)) {
            transfers.keep(new ActHash(act.hash()), no, parts);
        }
        return drafting;
    }

    /// What was named, and what is left over.
    private static List<Money> allKept(Voucher voucher, Transfer asked) {
        var kept = new ArrayList<>(asked.kept());
        var left = voucher.terms().amount();
        for (var part : asked.parts()) {
            left = left.minus(part.amount());
        }
        for (var each : asked.kept()) {
            left = left.minus(each);
        }
        if (left.isPositive()) {
            kept.add(left);
        }
        return kept;
    }

    private TransferRow rowOf(
            VoucherNo no, EnterpriseId holder, List<TransferStore.Part> parts, @Nullable LocalDate acceptBy) {
        var moved = new ArrayList<TransferRow.Part>();
        var kept = new ArrayList<TransferRow.Kept>();
        for (var part : parts) {
            DocumentId document = part.document();
            if (document != null) {
                moved.add(new TransferRow.Part(
                        part.no().value(),
                        part.payee().toString(),
                        part.minor(),
                        documents.find(document).orElseThrow().sha256()));
            } else {
                kept.add(new TransferRow.Kept(part.no().value(), part.minor()));
            }
        }
        return new TransferRow(no.value(), holder.toString(), moved, kept, acceptBy);
    }

    /// Takes the step that was prepared: nothing is transferred but what the act says.
    public Stepping<TransferRefusal, Voucher.Transferring> transfer(EnterpriseId holder, VoucherNo no, ActJson act) {
        var found = vouchers.take(no);
        if (found.filter(voucher -> voucher.standing().holder().equals(holder)).isEmpty()) {
            return new Stepping.Refused<>(new TransferRefusal.NoSuchVoucher());
        }
        var voucher = found.get();
        var verifying = acts.verify(act, ActType.TRANSFER, no.value(), holder);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var refusal = refusalOf(holder, found, asked(voucher, transfers.parts(verified.hash())));
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }

        var transferring = ((Voucher.Active) voucher).transfer();
        store.save(transferring, clock.instant());
        transfers.move(verified.hash(), "PREPARED", "ASKED");
        acts.tell(verified);
        judged(voucher, transfers.parts(verified.hash()));
        return new Stepping.Asked<>(transferring);
    }

    /// What the rules came to that let the transfer pass.
    private void judged(Voucher voucher, List<TransferStore.Part> parts) {
        var subject = Subject.of(voucher.no());
        var caps = capsOf(voucher.terms().issuer());
        for (var part : parts) {
            DocumentId document = part.document();
            if (document != null) {
                verdicts.passed(
                        RuleCode.R_02, subject, Figures.of("part", part.no()).and("document", document));
            }
        }
        verdicts.passed(
                RuleCode.R_07,
                subject,
                Figures.of("hops", voucher.terms().hops())
                        .and("most_hops", caps.hops())
                        .and("parts", parts.size())
                        .and("most_parts", caps.parts()));
    }

    private static Transfer asked(Voucher voucher, List<TransferStore.Part> parts) {
        var currency = voucher.terms().amount().currency();
        var moved = new ArrayList<Part>();
        var kept = new ArrayList<Money>();
        LocalDate acceptBy = null;
        for (var part : parts) {
            var amount = new Money(currency, part.minor());
            DocumentId document = part.document();
            if (document != null) {
                moved.add(new Part(part.payee(), amount, document));
                acceptBy = part.acceptBy();
            } else {
                kept.add(amount);
            }
        }
        return new Transfer(moved, kept, acceptBy);
    }

    private Optional<TransferRefusal> refusalOf(EnterpriseId holder, Optional<Voucher> found, Transfer asked) {
        var held = found.filter(voucher -> voucher.standing().holder().equals(holder));
        if (held.isEmpty()) {
            return Optional.of(new TransferRefusal.NoSuchVoucher());
        }
        var voucher = held.get();
        var reason = VoucherStates.refusal(voucher, VoucherStates.Event.TRANSFER);
        if (reason.isPresent()) {
            var why = new TransferRefusal.NotActive(voucher.state(), reason.get());
            // What is pledged is not passed on without its pledgee (民法典 445).
            return isPledged(voucher) ? refused(rule(RuleCode.R_22), voucher, Figures.NONE, why) : Optional.of(why);
        }
        if (voucher.standing().frozen()) {
            return Optional.of(new TransferRefusal.Frozen());
        }
        var dueDate = voucher.terms().dueDate();
        if (!businessDates.today().isBefore(dueDate)) {
            return Optional.of(new TransferRefusal.Matured(dueDate));
        }
        if (asked.parts().isEmpty() && asked.kept().isEmpty()) {
            return Optional.of(new TransferRefusal.NothingMoves());
        }
        return payeesRefused(holder, voucher, asked.parts())
                .or(() -> amountsRefused(voucher, asked))
                .or(() -> beyondTheCaps(voucher, asked))
                .or(() -> untimely(voucher, asked));
    }

    private static boolean isPledged(Voucher voucher) {
        var financing = voucher.standing().financing();
        return financing != null && financing.product() == Product.PLEDGE;
    }

    private Optional<TransferRefusal> payeesRefused(EnterpriseId holder, Voucher voucher, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            var payee = parts.get(i).payee();
            var known = enterprises.find(payee).filter(party -> party.kind() == PartyKind.ENTERPRISE);
            if (known.isEmpty()) {
                return Optional.of(new TransferRefusal.NoSuchPayee(i));
            }
            if (payee.equals(holder)) {
                return Optional.of(new TransferRefusal.PayeeIsTheHolder(i));
            }
            if (payee.equals(voucher.terms().issuer())) {
                return Optional.of(new TransferRefusal.PayeeIsTheIssuer(i));
            }
            var document = documents.find(parts.get(i).document(), holder);
            if (document.isEmpty()) {
                var rule = rule(RuleCode.R_02);
                return refused(rule, voucher, Figures.of("part", i + 1), new TransferRefusal.NoSuchDocument(i, rule));
            }
            if (!isOfTrade(document.get(), payee, holder)) {
                var rule = rule(RuleCode.R_02);
                var why = new TransferRefusal.DocumentOfAnotherTrade(i, rule);
                return refused(rule, voucher, Figures.of("part", i + 1), why);
            }
        }
        return Optional.empty();
    }

    /// An order, an invoice, or a paper of the delivery between the two; what takes a debt off is no ground for one.
    private static boolean isOfTrade(TradeDocument document, EnterpriseId seller, EnterpriseId buyer) {
        return document.seller().equals(seller)
                && document.buyer().equals(buyer)
                && document.kind() != DocumentKind.CREDIT_NOTE
                && document.kind() != DocumentKind.PAYMENT;
    }

    private static Optional<TransferRefusal> amountsRefused(Voucher voucher, Transfer asked) {
        var left = voucher.terms().amount();
        var amounts = new ArrayList<>(asked.parts().stream().map(Part::amount).toList());
        amounts.addAll(asked.kept());
        for (int i = 0; i < amounts.size(); i++) {
            var amount = amounts.get(i);
            if (!amount.currency().equals(left.currency())) {
                return Optional.of(
                        new TransferRefusal.OtherCurrency(i, left.currency().getCurrencyCode()));
            }
            if (!amount.isPositive()) {
                return Optional.of(new TransferRefusal.NothingInPart(i));
            }
            if (amount.exceeds(left)) {
                return Optional.of(new TransferRefusal.AboveFace(i, left));
            }
            left = left.minus(amount);
        }
        // A split into one is none.
        return asked.parts().isEmpty() && asked.kept().size() == 1 && !left.isPositive()
                ? Optional.of(new TransferRefusal.NothingMoves())
                : Optional.empty();
    }

    private Optional<TransferRefusal> beyondTheCaps(Voucher voucher, Transfer asked) {
        var rule = rule(RuleCode.R_07);
        var caps = capsOf(voucher.terms().issuer());
        int hops = voucher.terms().hops() + 1;
        if (!asked.parts().isEmpty() && hops > caps.hops()) {
            var figures = Figures.of("hops", hops).and("most", caps.hops());
            return refused(rule, voucher, figures, new TransferRefusal.HopsExceeded(caps.hops(), rule));
        }
        int parts = asked.parts().size() + allKept(voucher, asked).size();
        return parts > caps.parts()
                ? refused(
                        rule,
                        voucher,
                        Figures.of("parts", parts).and("most", caps.parts()),
                        new TransferRefusal.PartsExceeded(caps.parts(), rule))
                : Optional.empty();
    }

    private Optional<TransferRefusal> refused(Rule rule, Voucher voucher, Figures figures, TransferRefusal why) {
        return Optional.of(verdicts.refused(rule, Subject.of(voucher.no()), figures, why));
    }

    private Optional<TransferRefusal> untimely(Voucher voucher, Transfer asked) {
        var dueDate = voucher.terms().dueDate();
        if (!acceptance.isUntimely(asked.acceptBy(), dueDate)) {
            return Optional.empty();
        }
        var rule = acceptance.rule();
        var latest = acceptance.latest(dueDate);
        var why = new TransferRefusal.AcceptByOutOfBounds(businessDates.today(), latest, rule);
        return refused(rule, voucher, Figures.of("latest_to_accept", latest), why);
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }

    // What the ledger has answered

    /// The voucher is spent, and its parts come to be.
    void written(Voucher.Transferring spent, long version, ActHash act) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var parent = spent.terms();
        var before = store.holdersBefore(parent.no());
        var holder = spent.standing().holder();
        store.save(spent.written(version), now);
        transfers.move(act, "ASKED", "WRITTEN");
        for (var part : transfers.parts(act)) {
            store.insert(child(parent, holder, part, now));
            store.mayRead(part.no(), parent.issuer());
            store.mayRead(part.no(), holder);
            store.mayRead(part.no(), part.payee());
            if (!part.payee().equals(holder)) {
                watch(parent, part, holder, before.contains(part.payee()), now);
            }
        }
    }

    void refused(ActHash act) {
        transfers.move(act, "ASKED", "REFUSED");
    }

    List<VoucherNo> numbersOf(ActHash act) {
        return transfers.parts(act).stream().map(TransferStore.Part::no).toList();
    }

    private static Voucher child(Voucher.Terms parent, EnterpriseId holder, TransferStore.Part part, Instant now) {
        boolean moves = !part.payee().equals(holder);
        var terms = new Voucher.Terms(
                part.no(),
                parent.root(),
                parent.receivable(),
                parent.issuer(),
                part.payee(),
                new Money(parent.amount().currency(), part.minor()),
                parent.issueDate(),
                parent.dueDate(),
                parent.payableOn(),
                now,
                new Voucher.Descent(parent.no(), holder, parent.hops() + (moves ? 1 : 0), part.document()),
                part.acceptBy());
        var standing = new Voucher.Standing(FIRST_VERSION, part.payee(), null, null, false);
        return moves ? new Voucher.PendingAccept(terms, standing) : new Voucher.Active(terms, standing);
    }

    /// a value that goes in a circle, and a holder that splits without end, are shown to the city.
    private void watch(
            Voucher.Terms parent, TransferStore.Part part, EnterpriseId holder, boolean returns, Instant now) {
        if (returns) {
            verdicts.record(
                    rule(RuleCode.R_07), Subject.of(part.no()), Outcome.WARNED, Figures.of("root", parent.root()));
            transfers.raise(new Alert(
                    part.no(),
                    Alert.Kind.ROUND_TRIP,
                    holder,
                    "the value of root %s returns to a former holder".formatted(parent.root()),
                    now));
        }
        int cap = capsOf(parent.issuer()).partsADay();
        int passedOn = transfers.passedOnSince(parent.root(), holder, now.minus(A_DAY));
        if (passedOn > cap) {
            verdicts.record(
                    rule(RuleCode.R_07),
                    Subject.of(part.no()),
                    Outcome.WARNED,
                    Figures.of("fan_out_in_24_hours", passedOn).and("usual", cap));
            transfers.raise(new Alert(
                    part.no(),
                    Alert.Kind.ABNORMAL_SPLITTING,
                    holder,
                    "%d parts of root %s were passed on within 24 hours, %d are usual"
                            .formatted(passedOn, parent.root(), cap),
                    now));
        }
    }

    // Caps and alerts

    /// The caps of an issuer's vouchers today: the rule, narrowed by what was set for this chain.
    @Transactional(readOnly = true)
    public Caps capsOf(EnterpriseId issuer) {
        var general = ofTheRule();
        return transfers
                .caps(issuer, businessDates.today())
                .map(own -> own.within(general))
                .orElse(general);
    }

    private Caps ofTheRule() {
        var rule = rule(RuleCode.R_07);
        return new Caps(
                rule.inForceFrom(), rule.figure("hops"), rule.figure("parts"), rule.figure("fan_out_in_24_hours"));
    }

    /// All that was set for this issuer, by the day from which it counts.
    @Transactional(readOnly = true)
    public List<Caps> setFor(EnterpriseId issuer) {
        return transfers.allCaps(issuer);
    }

    public CapSetting set(EnterpriseId issuer, Caps caps, String user) {
        if (chains.of(issuer).isEmpty()) {
            return new CapSetting.NotAChainMaster();
        }
        if (!caps.effectiveFrom().isAfter(businessDates.today())) {
            return new CapSetting.TooEarly();
        }
        var most = ofTheRule();
        var rule = rule(RuleCode.R_07);
        if (caps.hops() > most.hops()) {
            return new CapSetting.AboveTheRule("hops", most.hops(), rule);
        }
        if (caps.parts() > most.parts()) {
            return new CapSetting.AboveTheRule("parts", most.parts(), rule);
        }
        if (caps.partsADay() > most.partsADay()) {
            return new CapSetting.AboveTheRule("partsADay", most.partsADay(), rule);
        }
        return transfers.insert(issuer, caps, user, clock.instant())
                ? new CapSetting.Set(caps)
                : new CapSetting.SetBefore();
    }

    @Transactional(readOnly = true)
    public List<Alert> alerts(Instant after, String idAfter, int limit) {
        return transfers.alerts(after, idAfter, limit);
    }

    @Transactional(readOnly = true)
    public List<Alert.Kind> alertsOn(VoucherNo no) {
        return transfers.alertsOn(no);
    }
}
