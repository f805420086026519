package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import scf.platform.Rooms;
import scf.platform.TestDatabase;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.ChainRegistering;
import scf.platform.chain.Chains;
import scf.platform.chain.Joining;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Parties;
import scf.platform.money.Money;
import scf.platform.whitelist.Listings;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;
import scf.schema.ids.ListingId;
import scf.schema.ids.NodeId;

/// A bank, a listed chain-master with suppliers in tier 2, and what the bank has granted them; on 2026-09-21.
final class LimitTree {

    static final LocalDate TODAY = LocalDate.parse("2026-09-21");
    static final LocalDate YEAR_END = LocalDate.parse("2026-12-31");
    static final String PAYABLES = "PAYABLES_FINANCE";

    private static final Rooms SHARED = rooms();

    final Rooms rooms;
    final CreditLines lines;
    final Grants grants;
    final EnterpriseId city;
    final EnterpriseId bank;
    final EnterpriseId master;
    final EnterpriseId dealer;
    final EnterpriseId supplier;
    final EnterpriseId neighbour;
    final ChainId chain;
    final ListingId listing;
    private int batch;
    private int reference;

    /// Parties of one's own in a house that is shared with other tests: they neither move its date nor count its rows.
    LimitTree() {
        this(SHARED);
    }

    /// In a house of its own, whose date may be moved.
    static LimitTree alone() {
        return new LimitTree(rooms());
    }

    /// With a line whose bank has promised a scale.
    static LimitTree promising(String limit, String scale) {
        var tree = new LimitTree();
        tree.grants.grant(
                tree.bank,
                tree.chain,
                yuan(limit),
                true,
                TODAY,
                YEAR_END,
                new Preferences.Promise(yuan(scale), null, null),
                "risk-1");
        return tree;
    }

    private static Rooms rooms() {
        var rooms = Rooms.on(
                TestDatabase.fresh(),
                Map.of("scf.whitelist.notice-days", 0),
                "calendar",
                "rulebook",
                "enterprise",
                "chain",
                "whitelist",
                "creditline");
        rooms.the(BusinessDates.class).keepOwnDate(TODAY);
        return rooms;
    }

    private LimitTree(Rooms rooms) {
        this.rooms = rooms;
        lines = rooms.the(CreditLines.class);
        grants = rooms.the(Grants.class);
        var enterprises = rooms.the(Enterprises.class);
        var parties = new Parties(enterprises);
        city = enterprises.city().map(Enterprise::id).orElseGet(parties::city);
        bank = parties.bank();
        master = parties.enterprise();
        dealer = parties.enterprise();
        supplier = parties.enterprise();
        neighbour = parties.enterprise();
        var chains = rooms.the(Chains.class);
        var registered = chains.register(master, "闽江装备产业链", "装备制造");
        chain = ((ChainRegistering.Registered) registered).chain().id();
        assertThat(chains.join(chain, master, dealer, 1, null)).isInstanceOf(Joining.Joined.class);
        assertThat(chains.join(chain, master, supplier, 2, dealer)).isInstanceOf(Joining.Joined.class);
        assertThat(chains.join(chain, master, neighbour, 2, dealer)).isInstanceOf(Joining.Joined.class);
        listing = new Listings(rooms.the(Whitelist.class), city).list(master);
    }

    CreditLineId line(String limit) {
        return line(limit, true);
    }

    CreditLineId line(String limit, boolean revolving) {
        var granted =
                grants.grant(bank, chain, yuan(limit), revolving, TODAY, YEAR_END, Preferences.Promise.NONE, "risk-1");
        assertThat(granted).isInstanceOf(Granting.Granted.class);
        return ((Granting.Granted) granted).line().id();
    }

    void limits(CreditLineId line, SubLimit... rows) {
        var answered = batch(line, rows);
        assertThat(answered.rows()).allSatisfy(row -> assertThat(row).isInstanceOf(RowAnswer.Granted.class));
    }

    Batching.Answered batch(CreditLineId line, SubLimit... rows) {
        batch++;
        var said = Arrays.stream(rows).<BatchRow>map(BatchRow.Read::new).toList();
        var ending = grants.grant(bank, line, "B-" + batch, "hash-" + batch, said, "risk-1");
        assertThat(ending).isInstanceOf(Batching.Answered.class);
        return (Batching.Answered) ending;
    }

    String lastBatchNo() {
        return "B-" + batch;
    }

    /// Enterprises that belong to no chain.
    List<EnterpriseId> strangers(int howMany) {
        var parties = new Parties(rooms.the(Enterprises.class));
        return Stream.generate(parties::enterprise).limit(howMany).toList();
    }

    static SubLimit tier(int tier, String limit) {
        return new SubLimit(Level.TIER, tier, null, null, yuan(limit), null, null, null);
    }

    static SubLimit supplier(EnterpriseId supplier, String limit) {
        return new SubLimit(Level.SUPPLIER, null, supplier, null, yuan(limit), null, null, null);
    }

    static SubLimit product(EnterpriseId supplier, String limit) {
        return new SubLimit(Level.PRODUCT, null, supplier, PAYABLES, yuan(limit), null, null, null);
    }

    static SubLimit productOnce(EnterpriseId supplier, String limit) {
        return new SubLimit(Level.PRODUCT, null, supplier, PAYABLES, yuan(limit), false, null, null);
    }

    Reserving reserve(EnterpriseId forSupplier, String amount) {
        return lines.reserve(reservation(forSupplier, amount));
    }

    synchronized Reservation reservation(EnterpriseId forSupplier, String amount) {
        reference++;
        return new Reservation(
                bank,
                master,
                forSupplier,
                PAYABLES,
                yuan(amount),
                rooms.clock().instant().plus(Duration.ofDays(3)),
                "request-" + reference);
    }

    HoldId held(EnterpriseId forSupplier, String amount) {
        var reserving = reserve(forSupplier, amount);
        assertThat(reserving).isInstanceOf(Reserving.Reserved.class);
        return ((Reserving.Reserved) reserving).hold();
    }

    HoldId drawn(EnterpriseId forSupplier, String amount) {
        var hold = held(forSupplier, amount);
        assertThat(lines.post(hold)).isInstanceOf(Posting.Posted.class);
        return hold;
    }

    Availability.Available available(CreditLineId line, EnterpriseId forSupplier) {
        var availability = lines.availability(grants.find(line).orElseThrow(), forSupplier, PAYABLES);
        assertThat(availability).isInstanceOf(Availability.Available.class);
        return (Availability.Available) availability;
    }

    Node node(CreditLineId line, Node.Place place) {
        return grants.find(line).orElseThrow().at(place).orElseThrow();
    }

    NodeId root(CreditLineId line) {
        return node(line, Node.Place.CHAIN).id();
    }

    static Money yuan(String amount) {
        return Money.parse(amount, "CNY");
    }

    void theBooksAgree() {
        assertThat(lines.audit()).as("balances are the sum of their movements").isEmpty();
    }
}
