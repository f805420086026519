package scf.platform.creditline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.chain.Chains;
import scf.platform.chain.Member;
import scf.platform.money.Money;
import scf.platform.whitelist.Standing;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// What a bank decides about its lines (授信): the whole-chain limit, the sub-limits under it, their changes and freezes.
@Service
public class Grants {

    private final CreditLineStore store;
    private final BatchStore batches;
    private final Whitelist whitelist;
    private final Chains chains;
    private final Clock clock;

    Grants(CreditLineStore store, BatchStore batches, Whitelist whitelist, Chains chains, Clock clock) {
        this.store = store;
        this.batches = batches;
        this.whitelist = whitelist;
        this.chains = chains;
        this.clock = clock;
    }

    /// The line with its tree and live figures.
    public Optional<Line> find(CreditLineId id) {
        return store.find(id);
    }

    /// In the order of granting, after the given line.
    public List<Line> of(EnterpriseId bank, @Nullable CreditLineId after, int limit) {
        return store.of(bank, after, limit);
    }

    @Transactional
    public Granting grant(
            EnterpriseId bank,
            ChainId chainId,
            Money limit,
            boolean revolving,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            Preferences.Promise promise,
            String user) {
        store.lockBank(bank);
        var chain = chains.find(chainId).orElse(null);
        if (chain == null) {
            return new Granting.NoSuchChain();
        }
        Standing.Listed listed;
        switch (whitelist.standing(chain.master())) {
            case Standing.NotListed refused -> {
                return new Granting.NotListed(refused);
            }
            case Standing.Listed standing -> listed = standing;
        }
        if (effectiveTo.isBefore(effectiveFrom)) {
            return new Granting.PeriodUpsideDown();
        }
        if (promise.scale() != null && !promise.scale().currency().equals(limit.currency())) {
            return new Granting.ScaleInOtherCurrency();
        }
        if (promise.scale() != null && promise.scale().exceeds(limit)) {
            return new Granting.ScaleAboveLimit(limit);
        }
        var brought = listed.preferences();
        var before = store.find(bank, chain.master(), limit.currency());
        if (before.isPresent()) {
            return new Granting.GrantedBefore(before.get());
        }

        var id = CreditLineId.random();
        var root = node(id, null, Node.Place.CHAIN, limit, revolving, effectiveFrom, effectiveTo);
        var preferences = new Preferences(
                listed.entry(),
                listed.version(),
                promise.scale() == null ? inCurrencyOf(limit, brought.scale()) : promise.scale(),
                promise.scale() != null,
                lower(promise.rateCap(), brought.rateCap()),
                lower(promise.approvalDays(), brought.approvalDays()));
        var line = new Line(
                id, bank, chainId, chain.master(), limit.currency(), clock.instant(), preferences, List.of(root));
        store.insert(line, user);
        return new Granting.Granted(line);
    }

    private static @Nullable Money inCurrencyOf(Money limit, @Nullable Money scale) {
        return scale != null && scale.currency().equals(limit.currency()) ? scale : null;
    }

    /// What favours the chain more: a bank may promise more than the listing asks, and not less.
    private static <T extends Comparable<T>> @Nullable T lower(@Nullable T promised, @Nullable T asked) {
        if (promised == null || asked == null) {
            return promised == null ? asked : promised;
        }
        return promised.compareTo(asked) <= 0 ? promised : asked;
    }

    private static Node node(
            CreditLineId line,
            @Nullable NodeId parent,
            Node.Place place,
            Money limit,
            boolean revolving,
            LocalDate effectiveFrom,
            LocalDate effectiveTo) {
        var nothing = Money.zero(limit.currency());
        return new Node(
                NodeId.random(),
                line,
                parent,
                place,
                limit,
                revolving,
                effectiveFrom,
                effectiveTo,
                null,
                false,
                nothing,
                nothing,
                nothing);
    }

    /// Grants many sub-limits by one decision. Rows are answered one by one; the same number with the same content is
    /// answered again and done once.
    ///
    /// @param contentHash of the batch as it was sent
    @Transactional
    public Batching grant(
            EnterpriseId bank, CreditLineId id, String batchNo, String contentHash, List<BatchRow> rows, String user) {
        var line = store.find(id)
                .filter(found -> found.bank().equals(bank))
                .map(found -> store.lock(found.id()))
                .orElse(null);
        if (line == null) {
            return new Batching.NoSuchLine();
        }
        var before = batches.contentHash(id, batchNo);
        if (before.isPresent()) {
            return before.get().equals(contentHash)
                    ? new Batching.Answered(batches.answers(id, batchNo), true)
                    : new Batching.NumberUsedForOther();
        }
        if (whitelist.standing(line.master()) instanceof Standing.NotListed refused) {
            return new Batching.NotListed(refused);
        }

        Instant now = clock.instant();
        var tree = new HashMap<Node.Place, Node>();
        line.nodes().forEach(node -> tree.put(node.place(), node));
        var answers = new ArrayList<RowAnswer>();
        for (BatchRow row : rows) {
            answers.add(grant(line, tree, answers.size() + 1, row, now));
        }
        batches.insert(id, batchNo, contentHash, answers, user, now);
        return new Batching.Answered(answers, false);
    }

    private RowAnswer grant(Line line, Map<Node.Place, Node> tree, int row, BatchRow asked, Instant now) {
        return switch (asked) {
            case BatchRow.Unreadable unreadable ->
                new RowAnswer.Refused(row, RowAnswer.Code.UNREADABLE, unreadable.detail());
            case BatchRow.Read read -> {
                var judged = judge(line, tree, row, read.limit());
                if (judged instanceof Judged.Sound sound) {
                    store.insert(sound.node(), now);
                    tree.put(sound.node().place(), sound.node());
                }
                yield judged.answer();
            }
        };
    }

    /// A row on its way: refused, or a node that may be written.
    private sealed interface Judged {

        RowAnswer answer();

        record Unsound(RowAnswer.Refused answer) implements Judged {}

        record Sound(RowAnswer.Granted answer, Node node) implements Judged {}
    }

    private Judged judge(Line line, Map<Node.Place, Node> tree, int row, SubLimit asked) {
        if (asked.level() == Level.CHAIN || asked.level().cutsAcross()) {
            return refused(
                    row, RowAnswer.Code.LEVEL_NOT_A_SUB_LIMIT, "a sub-limit is of a TIER, a SUPPLIER or a PRODUCT");
        }
        boolean tierWanted = asked.level() == Level.TIER;
        boolean productWanted = asked.level() == Level.PRODUCT;
        var supplier = asked.supplier();
        if ((tierWanted && asked.tier() == null)
                || tierWanted != (supplier == null)
                || productWanted != (asked.product() != null)) {
            return refused(
                    row,
                    RowAnswer.Code.FIELDS_OF_OTHER_LEVEL,
                    "TIER has a tier, SUPPLIER a supplierId, PRODUCT a supplierId and a product, and no more");
        }
        if (!asked.limit().currency().equals(line.currency())) {
            return refused(row, RowAnswer.Code.CURRENCY_DIFFERS, "the line is in " + line.currency());
        }
        if (tierWanted && !isTier(asked.tier())) {
            return refused(row, RowAnswer.Code.TIER_OUT_OF_RANGE, "tiers count from 1 to " + Member.DEEPEST_TIER);
        }
        Integer tier = supplier == null
                ? asked.tier()
                : chains.member(line.chain(), supplier).map(Member::tier).orElse(null);
        if (tier == null) {
            return refused(row, RowAnswer.Code.SUPPLIER_NOT_A_MEMBER, "the supplier is no member of this chain");
        }
        if (asked.tier() != null && !asked.tier().equals(tier)) {
            return refused(row, RowAnswer.Code.TIER_DIFFERS, "the supplier stands in tier " + tier);
        }
        var place = new Node.Place(asked.level(), tier, supplier, asked.product());
        var parent = tree.get(above(place));
        if (parent == null) {
            return refused(
                    row,
                    RowAnswer.Code.PARENT_MISSING,
                    "there is no limit above it: " + above(place).level());
        }
        if (tree.containsKey(place)) {
            return refused(row, RowAnswer.Code.GRANTED_BEFORE, "the line has this limit; PATCH changes it");
        }
        var from = asked.effectiveFrom() == null ? parent.effectiveFrom() : asked.effectiveFrom();
        var to = asked.effectiveTo() == null ? parent.effectiveTo() : asked.effectiveTo();
        if (to.isBefore(from)) {
            return refused(row, RowAnswer.Code.PERIOD_UPSIDE_DOWN, "effectiveTo is before effectiveFrom");
        }
        boolean revolving = asked.revolving() == null ? parent.revolving() : asked.revolving();
        var node = node(line.id(), parent.id(), place, asked.limit(), revolving, from, to);
        return new Judged.Sound(new RowAnswer.Granted(row, node.id()), node);
    }

    private static boolean isTier(@Nullable Integer tier) {
        return tier != null && tier >= 1 && tier <= Member.DEEPEST_TIER;
    }

    private static Judged refused(int row, RowAnswer.Code code, String detail) {
        return new Judged.Unsound(new RowAnswer.Refused(row, code, detail));
    }

    private static Node.Place above(Node.Place place) {
        return switch (place.level()) {
            case CHAIN, TIER -> Node.Place.CHAIN;
            case SUPPLIER -> new Node.Place(Level.TIER, place.tier(), null, null);
            case PRODUCT -> new Node.Place(Level.SUPPLIER, place.tier(), place.supplier(), null);
            case SINGLE_NAME, GUARANTEE_POOL ->
                throw new IllegalArgumentException("a limit across lines stands under none: " + place);
        };
    }

    @Transactional
    public Changing change(EnterpriseId bank, CreditLineId id, NodeId nodeId, NodeChange change) {
        var line = lock(bank, id);
        var node = line.flatMap(found -> found.node(nodeId)).orElse(null);
        if (line.isEmpty() || node == null) {
            return new Changing.NoSuchNode();
        }
        var limit = change.limit() == null ? node.limit() : change.limit();
        if (!limit.currency().equals(node.limit().currency())) {
            return new Changing.CurrencyDiffers(line.get().currency().getCurrencyCode());
        }
        var from = change.effectiveFrom() == null ? node.effectiveFrom() : change.effectiveFrom();
        var to = change.effectiveTo() == null ? node.effectiveTo() : change.effectiveTo();
        if (to.isBefore(from)) {
            return new Changing.PeriodUpsideDown();
        }
        var standing = whitelist.standing(line.get().master());
        if (limit.exceeds(node.limit()) && standing instanceof Standing.NotListed refused) {
            return new Changing.NotListed(refused);
        }
        var promised = line.get().preferences();
        if (standing instanceof Standing.Listed
                && node.level() == Level.CHAIN
                && promised != null
                && promised.isBelowPromise(limit)) {
            return new Changing.BelowPromise(promised);
        }

        boolean removed = change.removed() == null ? node.removed() : change.removed();
        store.change(node.changed(limit, from, to, removed));
        return new Changing.Changed(store.find(id).orElseThrow());
    }

    /// Stops a node and with it everything below it; what is reserved or used stays.
    @Transactional
    public Changing freeze(EnterpriseId bank, CreditLineId id, NodeId nodeId, String reason) {
        return freezing(bank, id, nodeId, reason.strip());
    }

    @Transactional
    public Changing unfreeze(EnterpriseId bank, CreditLineId id, NodeId nodeId) {
        return freezing(bank, id, nodeId, null);
    }

    private Changing freezing(EnterpriseId bank, CreditLineId id, NodeId nodeId, @Nullable String reason) {
        var line = lock(bank, id);
        var node = line.flatMap(found -> found.node(nodeId)).orElse(null);
        if (line.isEmpty() || node == null) {
            return new Changing.NoSuchNode();
        }
        if ((node.frozenBecause() == null) == (reason == null)) {
            return new Changing.NothingToChange(line.get());
        }

        store.change(node.frozen(reason));
        return new Changing.Changed(store.find(id).orElseThrow());
    }

    private Optional<Line> lock(EnterpriseId bank, CreditLineId id) {
        return store.find(id).filter(found -> found.bank().equals(bank)).map(found -> store.lock(found.id()));
    }
}
