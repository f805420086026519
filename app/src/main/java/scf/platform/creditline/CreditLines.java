package scf.platform.creditline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.Chains;
import scf.platform.chain.Member;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.whitelist.Standing;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;

/// Holds on the limit tree: reserve when an offer is accepted, post when the loan is originated, release or expire when
/// it is not, restore when principal comes back.
///
/// Every change of a line begins by locking its root, so all of them stand in one row; under the root nothing else can
/// move. Balances are the sum of immutable movements, and the database itself refuses a reservation past a limit.
@Service
public class CreditLines {

    private final CreditLineStore store;
    private final Whitelist whitelist;
    private final Chains chains;
    private final BusinessDates businessDates;
    private final Clock clock;

    CreditLines(CreditLineStore store, Whitelist whitelist, Chains chains, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.whitelist = whitelist;
        this.chains = chains;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// Reserves on every node of the path, or on none and says which node binds.
    @Transactional
    public Reserving reserve(Reservation asked) {
        var line = store.lock(asked.bank(), asked.master(), asked.amount().currency())
                .orElse(null);
        if (whitelist.standing(asked.master()) instanceof Standing.NotListed refused) {
            return new Reserving.NotListed(refused);
        }
        if (line == null) {
            return new Reserving.NoLine();
        }
        line = expireLapsed(line);
        var places = places(line, asked.supplier(), asked.product());
        var missing = missing(line, places);
        if (missing.isPresent()) {
            return new Reserving.NoLimit(missing.get());
        }
        var before = store.held(line.id(), asked.reference());
        if (before.isPresent()) {
            return new Reserving.HeldBefore(before.get());
        }
        LocalDate today = businessDates.today();
        var path = path(line, asked.supplier(), places);
        for (Node node : path) {
            if (node.openness(today) != Node.Openness.OPEN) {
                return new Reserving.Closed(node.level(), node.id(), node.openness(today));
            }
        }
        var binding = Line.binding(path, today);
        var available = binding.available(today);
        if (asked.amount().exceeds(available)) {
            return new Reserving.Binds(
                    binding.level(), binding.id(), available, asked.amount().minus(available));
        }

        var hold = new Hold(
                HoldId.random(),
                line.id(),
                path.stream().map(Node::id).toList(),
                asked.amount(),
                asked.reference(),
                HoldState.PENDING,
                asked.expiresAt(),
                Money.zero(asked.amount().currency()));
        store.reserve(hold, clock.instant());
        return new Reserving.Reserved(hold.id());
    }

    /// What could be reserved for this supplier and product today; nothing is held by asking.
    public Availability availability(Line line, EnterpriseId supplier, String product) {
        var places = places(line, supplier, product);
        var missing = missing(line, places);
        if (missing.isPresent()) {
            return new Availability.NoLimit(missing.get());
        }
        LocalDate today = businessDates.today();
        var path = path(line, supplier, places);
        var binding = Line.binding(path, today);
        return new Availability.Available(binding.available(today), binding, path);
    }

    /// Whether so much would fit today, and what binds: the same judgement as [#reserve], and nothing is held by
    /// asking.
    @Transactional(readOnly = true)
    public DryRun dryRun(Line line, EnterpriseId supplier, String product, Money amount, @Nullable Rate annualRate) {
        return switch (availability(line, supplier, product)) {
            case Availability.NoLimit(var level) -> {
                var why = isListed(line) ? DryRun.Why.NO_LIMIT : DryRun.Why.CHAIN_MASTER_NOT_LISTED;
                yield new DryRun(why, level, amount, Money.zero(amount.currency()), List.of());
            }
            case Availability.Available(var room, var binding, var path) -> {
                var closed = path.stream().filter(this::isClosed).findFirst();
                var why = DryRun.Why.FITS;
                if (!isListed(line)) {
                    why = DryRun.Why.CHAIN_MASTER_NOT_LISTED;
                } else if (closed.isPresent()) {
                    why = DryRun.Why.LIMIT_CLOSED;
                } else if (amount.exceeds(room)) {
                    why = DryRun.Why.LIMIT_BINDS;
                } else if (isAboveCap(line, annualRate)) {
                    why = DryRun.Why.RATE_ABOVE_CAP;
                }
                yield new DryRun(why, closed.orElse(binding).level(), amount, room, path);
            }
        };
    }

    private boolean isListed(Line line) {
        return whitelist.standing(line.master()) instanceof Standing.Listed;
    }

    private boolean isClosed(Node node) {
        return node.openness(businessDates.today()) != Node.Openness.OPEN;
    }

    private static boolean isAboveCap(Line line, @Nullable Rate annualRate) {
        var promised = line.preferences();
        return promised != null && annualRate != null && promised.isAboveCap(annualRate);
    }

    /// What the bank's line to this chain-master promises about its offers; nothing where there is no line or promise.
    public Optional<Preferences> preferences(EnterpriseId bank, EnterpriseId master, Currency currency) {
        return store.find(bank, master, currency).flatMap(line -> Optional.ofNullable(line.preferences()));
    }

    /// What each bank has granted to the chain of this master, and how much of it is taken.
    public List<Exposure> exposures(EnterpriseId master) {
        return store.exposures(master, businessDates.today());
    }

    /// What a bank is told of it: all of it, if its own line can be drawn on and is no mere foot in the door; else its
    /// own part, because what competitors have granted is not for sale at the price of a line of one fen.
    ///
    /// @param leastPercent of all that banks have granted in the currency
    @Transactional(readOnly = true)
    public List<Exposure> exposuresToldTo(EnterpriseId bank, EnterpriseId master, int leastPercent) {
        var all = exposures(master);
        return all.stream()
                .filter(exposure -> exposure.bank().equals(bank)
                        || all.stream()
                                .filter(own -> own.bank().equals(bank))
                                .anyMatch(own -> isEntitled(own, exposure, all, leastPercent)))
                .toList();
    }

    private static boolean isEntitled(Exposure own, Exposure other, List<Exposure> all, int leastPercent) {
        var currency = own.granted().currency();
        var granted = all.stream()
                .map(Exposure::granted)
                .filter(each -> each.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
        return other.granted().currency().equals(currency) && own.isAtLeast(leastPercent, granted);
    }

    /// From the root to the leaf. Who is no member of the chain stands in no tier of it.
    private List<Node.Place> places(Line line, EnterpriseId supplier, String product) {
        int tier = chains.member(line.chain(), supplier).map(Member::tier).orElse(0);
        return List.of(
                Node.Place.CHAIN,
                Node.Place.tier(tier),
                Node.Place.supplier(tier, supplier),
                Node.Place.product(tier, supplier, product));
    }

    private static Optional<Level> missing(Line line, List<Node.Place> places) {
        return places.stream()
                .filter(place -> line.at(place).isEmpty())
                .map(Node.Place::level)
                .findFirst();
    }

    /// The nodes of the tree from the root to the leaf, and after them what cuts across lines.
    private List<Node> path(Line line, EnterpriseId supplier, List<Node.Place> places) {
        var tree = places.stream().flatMap(place -> line.at(place).stream()).toList();
        return Stream.concat(tree.stream(), store.crossing(line, supplier, tree).stream())
                .toList();
    }

    /// The loan is originated: what was reserved is used.
    @Transactional
    public Posting post(HoldId id) {
        var hold = store.lock(id);
        if (!HoldStates.TABLE.allows(hold.state(), HoldEvent.POST)) {
            return new Posting.ResolvedBefore(hold.state());
        }
        Instant now = clock.instant();
        if (hold.lapsedBy(now)) {
            store.resolve(hold, HoldStates.TABLE.next(hold.state(), HoldEvent.EXPIRE), now);
            return new Posting.Lapsed();
        }

        store.resolve(hold, HoldStates.TABLE.next(hold.state(), HoldEvent.POST), now);
        return new Posting.Posted();
    }

    /// The hold is given back: the request was rejected or withdrawn, the lock was refused.
    @Transactional
    public Releasing release(HoldId id) {
        var hold = store.lock(id);
        if (!HoldStates.TABLE.allows(hold.state(), HoldEvent.RELEASE)) {
            return new Releasing.ResolvedBefore(hold.state());
        }

        store.resolve(hold, HoldStates.TABLE.next(hold.state(), HoldEvent.RELEASE), clock.instant());
        return new Releasing.Released();
    }

    /// Principal has been repaid. What a revolving limit gets back can be drawn again; a limit that does not revolve
    /// stays drawn.
    @Transactional
    public Restoring restore(HoldId id, Money principal) {
        var hold = store.lock(id);
        if (!HoldStates.TABLE.allows(hold.state(), HoldEvent.RESTORE)) {
            return new Restoring.NotPosted(hold.state());
        }
        if (principal.exceeds(hold.outstanding())) {
            return new Restoring.MoreThanOutstanding(hold.outstanding());
        }

        store.restore(hold, principal, clock.instant());
        return new Restoring.Restored();
    }

    /// Principal that is back is credit that may be lent again, on limits that revolve. That the hold takes it is a
    /// promise of whoever calls.
    @Transactional
    public void giveBack(HoldId id, Money principal) {
        if (principal.isPositive() && !(restore(id, principal) instanceof Restoring.Restored)) {
            throw new IllegalStateException("hold %s does not take back %s".formatted(id, principal));
        }
    }

    /// The loan was never paid out. Nothing was drawn, so a limit that does not revolve has it back as well.
    @Transactional
    public void cancel(HoldId id) {
        var hold = store.lock(id);
        HoldStates.TABLE.next(hold.state(), HoldEvent.CANCEL);
        if (!hold.restored().isZero()) {
            throw new IllegalStateException("of hold %s %s was repaid: it was lent".formatted(id, hold.restored()));
        }
        store.cancel(hold, clock.instant());
    }

    /// A repayment was no repayment: what it had given back is in use again. There may be no room for it by now: then
    /// the limit is passed, and nothing new is lent until it is not.
    @Transactional
    public void retake(HoldId id, Money principal) {
        var hold = store.lock(id);
        HoldStates.TABLE.next(hold.state(), HoldEvent.RETAKE);
        if (principal.isNegative() || principal.exceeds(hold.restored())) {
            throw new IllegalStateException(
                    "of hold %s %s was given back, not %s".formatted(id, hold.restored(), principal));
        }
        if (principal.isPositive()) {
            store.retake(hold, principal, clock.instant());
        }
    }

    /// Gives back what has lapsed on some line, and says whether there was any. The lease of a hold ends by time, and
    /// this is only how the balances come to know.
    @Transactional
    public boolean expireSome() {
        var line = store.someLineWithLapsedHolds(clock.instant());
        line.ifPresent(id -> {
            expireLapsed(store.lock(id));
        });
        return line.isPresent();
    }

    /// The same line, with what has lapsed given back.
    private Line expireLapsed(Line line) {
        Instant now = clock.instant();
        var lapsed = store.lapsed(line, now);
        lapsed.forEach(hold -> store.resolve(hold, HoldStates.TABLE.next(hold.state(), HoldEvent.EXPIRE), now));
        return lapsed.isEmpty() ? line : store.find(line.id()).orElseThrow();
    }

    /// The line that a bank has granted to a chain-master in a currency, with its live figures.
    public Optional<Line> find(EnterpriseId bank, EnterpriseId master, Currency currency) {
        return store.find(bank, master, currency);
    }

    /// Nodes whose balance is not the sum of their movements: always none, and looked for all the same.
    public List<Discrepancy> audit() {
        return store.audit();
    }
}
