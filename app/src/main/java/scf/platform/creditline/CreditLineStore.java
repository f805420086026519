package scf.platform.creditline;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static scf.schema.creditline.Tables.GUARANTEED_NODES;
import static scf.schema.creditline.Tables.HOLDS;
import static scf.schema.creditline.Tables.LINES;
import static scf.schema.creditline.Tables.MOVEMENTS;
import static scf.schema.creditline.Tables.NODES;
import static scf.schema.enterprise.Tables.ENTERPRISES;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.creditline.tables.records.HoldsRecord;
import scf.schema.creditline.tables.records.LinesRecord;
import scf.schema.creditline.tables.records.NodesRecord;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

@Repository
class CreditLineStore {

    /// Of a path the four levels of the tree come first: the leaf is the fourth.
    private static final int LEAF = 3;

    private final DSLContext sql;

    CreditLineStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A line that does not exist yet cannot be locked; its bank can.
    void lockBank(EnterpriseId bank) {
        sql.select(ENTERPRISES.ID)
                .from(ENTERPRISES)
                .where(ENTERPRISES.ID.eq(bank))
                .forNoKeyUpdate()
                .execute();
    }

    /// Locks the line by its root: every change of a line begins here, so whoever holds the root holds the tree. What
    /// its bank limits across lines is locked before it, in one order for everybody.
    Line lock(CreditLineId line) {
        sql.select(NODES.ID)
                .from(NODES)
                .where(NODES.BANK_ID.eq(select(LINES.BANK_ID).from(LINES).where(LINES.ID.eq(line))))
                .orderBy(NODES.ID)
                .forNoKeyUpdate()
                .execute();
        int locked = sql.select(NODES.ID)
                .from(NODES)
                .where(NODES.LINE_ID.eq(line))
                .and(NODES.LEVEL.eq(Level.CHAIN.name()))
                .forNoKeyUpdate()
                .execute();
        if (locked != 1) {
            throw new IllegalStateException("line " + line + " was to have one root and has " + locked);
        }
        return find(line).orElseThrow();
    }

    Optional<Line> lock(EnterpriseId bank, EnterpriseId master, Currency currency) {
        return sql.select(LINES.ID)
                .from(LINES)
                .where(LINES.BANK_ID.eq(bank))
                .and(LINES.MASTER_ID.eq(master))
                .and(LINES.CURRENCY.eq(currency.getCurrencyCode()))
                .fetchOptional(LINES.ID)
                .map(this::lock);
    }

    Optional<Line> find(CreditLineId line) {
        return sql.selectFrom(LINES).where(LINES.ID.eq(line)).fetchOptional(this::read);
    }

    Optional<Line> find(EnterpriseId bank, EnterpriseId master, Currency currency) {
        return sql.selectFrom(LINES)
                .where(LINES.BANK_ID.eq(bank))
                .and(LINES.MASTER_ID.eq(master))
                .and(LINES.CURRENCY.eq(currency.getCurrencyCode()))
                .fetchOptional(this::read);
    }

    List<Line> of(EnterpriseId bank, @Nullable CreditLineId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(LINES.GRANTED_AT, LINES.ID)
                        .gt(select(LINES.GRANTED_AT, LINES.ID).from(LINES).where(LINES.ID.eq(after)));
        return sql.selectFrom(LINES)
                .where(LINES.BANK_ID.eq(bank))
                .and(start)
                .orderBy(LINES.GRANTED_AT, LINES.ID)
                .limit(limit)
                .fetch(this::read);
    }

    void insert(Line line, String user) {
        sql.insertInto(LINES)
                .set(LINES.ID, line.id())
                .set(LINES.BANK_ID, line.bank())
                .set(LINES.CHAIN_ID, line.chain())
                .set(LINES.MASTER_ID, line.master())
                .set(LINES.CURRENCY, line.currency().getCurrencyCode())
                .set(LINES.GRANTED_AT, line.grantedAt())
                .set(LINES.GRANTED_BY, user)
                .set(preferences(line.preferences()))
                .execute();
        line.nodes().forEach(node -> insert(node, line.grantedAt()));
    }

    void insert(Node node, Instant at) {
        sql.insertInto(NODES)
                .set(NODES.ID, node.id())
                .set(NODES.LINE_ID, node.line())
                .set(NODES.PARENT_NODE_ID, node.parent())
                .set(NODES.LEVEL, node.level().name())
                .set(NODES.TIER, node.place().tier())
                .set(NODES.SUPPLIER_ID, node.place().supplier())
                .set(NODES.PRODUCT, node.place().product())
                .set(NODES.LIMIT_MINOR, node.limit().minor())
                .set(NODES.REVOLVING, node.revolving())
                .set(NODES.EFFECTIVE_FROM, node.effectiveFrom())
                .set(NODES.EFFECTIVE_TO, node.effectiveTo())
                .set(NODES.CREATED_AT, at)
                .execute();
    }

    /// How much each bank has granted to a chain-master's chain, and how much of it is taken (HNDEMP 3112/3113).
    List<Exposure> exposures(EnterpriseId master, LocalDate today) {
        return sql.select(LINES.BANK_ID, LINES.CURRENCY)
                .select(NODES.LIMIT_MINOR, NODES.RESERVED_MINOR, NODES.USED_MINOR)
                .select(NODES.EFFECTIVE_FROM, NODES.EFFECTIVE_TO, NODES.FROZEN)
                .from(LINES)
                .join(NODES)
                .on(NODES.LINE_ID.eq(LINES.ID), NODES.LEVEL.eq(Level.CHAIN.name()), NODES.REMOVED.isFalse())
                .where(LINES.MASTER_ID.eq(master))
                .orderBy(LINES.GRANTED_AT, LINES.ID)
                .fetch(row -> {
                    var currency = Currency.getInstance(row.get(LINES.CURRENCY));
                    return new Exposure(
                            row.get(LINES.BANK_ID),
                            new Money(currency, row.get(NODES.LIMIT_MINOR)),
                            new Money(currency, row.get(NODES.RESERVED_MINOR)),
                            new Money(currency, row.get(NODES.USED_MINOR)),
                            !row.get(NODES.FROZEN)
                                    && !today.isBefore(row.get(NODES.EFFECTIVE_FROM))
                                    && !today.isAfter(row.get(NODES.EFFECTIVE_TO)));
                });
    }

    /// Writes what a bank may change of a node. Balances are not among it.
    void change(Node node) {
        int changed = sql.update(NODES)
                .set(NODES.LIMIT_MINOR, node.limit().minor())
                .set(NODES.EFFECTIVE_FROM, node.effectiveFrom())
                .set(NODES.EFFECTIVE_TO, node.effectiveTo())
                .set(NODES.FROZEN, node.frozenBecause() != null)
                .set(NODES.FROZEN_REASON, node.frozenBecause())
                .set(NODES.REMOVED, node.removed())
                .where(NODES.ID.eq(node.id()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("node " + node.id() + " was to be changed and is not there");
        }
    }

    Optional<HoldId> held(CreditLineId line, String reference) {
        return sql.select(HOLDS.ID)
                .from(HOLDS)
                .where(HOLDS.LINE_ID.eq(line))
                .and(HOLDS.REFERENCE.eq(reference))
                .fetchOptional(HOLDS.ID);
    }

    void reserve(Hold hold, Instant now) {
        sql.insertInto(HOLDS)
                .set(HOLDS.ID, hold.id())
                .set(HOLDS.LINE_ID, hold.line())
                .set(HOLDS.NODE_ID, hold.path().get(LEAF))
                .set(HOLDS.AMOUNT_MINOR, hold.amount().minor())
                .set(HOLDS.REFERENCE, hold.reference())
                .set(HOLDS.STATE, hold.state().name())
                .set(HOLDS.CREATED_AT, now)
                .set(HOLDS.EXPIRES_AT, hold.expiresAt())
                .execute();
        move(hold, "RESERVE", hold.amount().minor(), 0, 0, now);
    }

    /// Locks the line of the hold, then reads what has become of the hold.
    Hold lock(HoldId id) {
        var line = sql.select(HOLDS.LINE_ID)
                .from(HOLDS)
                .where(HOLDS.ID.eq(id))
                .fetchOptional(HOLDS.LINE_ID)
                .orElseThrow(() -> new IllegalStateException("no hold " + id));
        var currency = lock(line).currency();
        return read(sql.selectFrom(HOLDS).where(HOLDS.ID.eq(id)).fetchSingle(), currency);
    }

    /// The limits across lines that also bind whoever draws on this path: on the supplier's name, on the debtor's, and
    /// on the promise of whoever stands behind a limit of the path.
    List<Node> crossing(Line line, EnterpriseId supplier, List<Node> path) {
        var covered = select(GUARANTEED_NODES.POOL_NODE_ID)
                .from(GUARANTEED_NODES)
                .where(GUARANTEED_NODES.NODE_ID.in(path.stream().map(Node::id).toList()));
        return sql.selectFrom(NODES)
                .where(NODES.BANK_ID.eq(line.bank()))
                .and(NODES.CURRENCY.eq(line.currency().getCurrencyCode()))
                .and(NODES.LEVEL
                        .eq(Level.SINGLE_NAME.name())
                        .and(NODES.PARTY_ID.in(supplier, line.master()))
                        .or(NODES.ID.in(covered)))
                .orderBy(NODES.ID)
                .fetch(node -> read(node, line.currency()));
    }

    List<Hold> lapsed(Line line, Instant now) {
        return sql.selectFrom(HOLDS)
                .where(HOLDS.LINE_ID.eq(line.id()))
                .and(HOLDS.STATE.eq(HoldState.PENDING.name()))
                .and(HOLDS.EXPIRES_AT.le(now))
                .orderBy(HOLDS.EXPIRES_AT, HOLDS.ID)
                .fetch(hold -> read(hold, line.currency()));
    }

    Optional<CreditLineId> someLineWithLapsedHolds(Instant now) {
        return sql.select(HOLDS.LINE_ID)
                .from(HOLDS)
                .where(HOLDS.STATE.eq(HoldState.PENDING.name()))
                .and(HOLDS.EXPIRES_AT.le(now))
                .orderBy(HOLDS.EXPIRES_AT)
                .limit(1)
                .fetchOptional(HOLDS.LINE_ID);
    }

    void resolve(Hold hold, HoldState as, Instant now) {
        int changed = sql.update(HOLDS)
                .set(HOLDS.STATE, as.name())
                .set(HOLDS.RESOLVED_AT, now)
                .where(HOLDS.ID.eq(hold.id()))
                .and(HOLDS.STATE.eq(HoldState.PENDING.name()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("hold " + hold.id() + " was to be pending");
        }
        long amount = hold.amount().minor();
        switch (as) {
            case POSTED -> move(hold, "POST", -amount, amount, amount, now);
            case RELEASED -> move(hold, "RELEASE", -amount, 0, 0, now);
            case EXPIRED -> move(hold, "EXPIRE", -amount, 0, 0, now);
            case PENDING -> throw new IllegalArgumentException("a hold does not resolve to pending");
        }
    }

    void restore(Hold hold, Money principal, Instant now) {
        sql.update(HOLDS)
                .set(HOLDS.RESTORED_MINOR, HOLDS.RESTORED_MINOR.plus(principal.minor()))
                .where(HOLDS.ID.eq(hold.id()))
                .execute();
        move(hold, "RESTORE", 0, -principal.minor(), 0, now);
    }

    void cancel(Hold hold, Instant now) {
        long amount = hold.amount().minor();
        sql.update(HOLDS)
                .set(HOLDS.RESTORED_MINOR, amount)
                .where(HOLDS.ID.eq(hold.id()))
                .execute();
        move(hold, "CANCEL", 0, -amount, -amount, now);
    }

    void retake(Hold hold, Money principal, Instant now) {
        sql.update(HOLDS)
                .set(HOLDS.RESTORED_MINOR, HOLDS.RESTORED_MINOR.minus(principal.minor()))
                .where(HOLDS.ID.eq(hold.id()))
                .execute();
        move(hold, "RETAKE", 0, principal.minor(), 0, now);
    }

    /// One movement on each node of the path, from the root to the leaf; the database moves the balances.
    private void move(Hold hold, String kind, long reserved, long used, long drawn, Instant now) {
        for (NodeId node : hold.path()) {
            sql.insertInto(MOVEMENTS)
                    .set(MOVEMENTS.NODE_ID, node)
                    .set(MOVEMENTS.HOLD_ID, hold.id())
                    .set(MOVEMENTS.KIND, kind)
                    .set(MOVEMENTS.RESERVED_MINOR, reserved)
                    .set(MOVEMENTS.USED_MINOR, used)
                    .set(MOVEMENTS.DRAWN_MINOR, drawn)
                    .set(MOVEMENTS.MOVED_AT, now)
                    .execute();
        }
    }

    List<Discrepancy> audit() {
        var reserved = total(MOVEMENTS.RESERVED_MINOR);
        var used = total(MOVEMENTS.USED_MINOR);
        var drawn = total(MOVEMENTS.DRAWN_MINOR);
        return sql.select(NODES.ID, NODES.RESERVED_MINOR, reserved, NODES.USED_MINOR, used, NODES.DRAWN_MINOR, drawn)
                .from(NODES)
                .leftJoin(MOVEMENTS)
                .on(MOVEMENTS.NODE_ID.eq(NODES.ID))
                .groupBy(NODES.ID)
                .having(NODES.RESERVED_MINOR
                        .ne(reserved)
                        .or(NODES.USED_MINOR.ne(used))
                        .or(NODES.DRAWN_MINOR.ne(drawn)))
                .fetch(found -> new Discrepancy(
                        found.value1(),
                        found.value2(),
                        found.value3(),
                        found.value4(),
                        found.value5(),
                        found.value6(),
                        found.value7()));
    }

    private static Field<Long> total(Field<Long> moved) {
        return DSL.coalesce(sum(moved), DSL.inline(BigDecimal.ZERO)).cast(Long.class);
    }

    private Line read(LinesRecord row) {
        var currency = Currency.getInstance(row.getCurrency());
        return new Line(
                row.getId(),
                row.getBankId(),
                row.getChainId(),
                row.getMasterId(),
                currency,
                row.getGrantedAt(),
                preferences(row, currency),
                sql.selectFrom(NODES)
                        .where(NODES.LINE_ID.eq(row.getId()))
                        .orderBy(NODES.CREATED_AT, NODES.ID)
                        .fetch(node -> read(node, currency)));
    }

    private static LinesRecord preferences(@Nullable Preferences preferences) {
        var row = new LinesRecord();
        if (preferences != null) {
            row.setEntryId(preferences.listing());
            row.setListingVersion(preferences.version());
            row.setScaleMinor(
                    preferences.scale() == null ? null : preferences.scale().minor());
            row.setScalePromised(preferences.scalePromised());
            row.setRateCapMillionths(
                    preferences.rateCap() == null ? null : preferences.rateCap().millionths());
            row.setApprovalDays(preferences.approvalDays());
        }
        return row;
    }

    private static @Nullable Preferences preferences(LinesRecord row, Currency currency) {
        return row.getEntryId() == null
                ? null
                : new Preferences(
                        row.getEntryId(),
                        row.getListingVersion(),
                        row.getScaleMinor() == null ? null : new Money(currency, row.getScaleMinor()),
                        row.getScalePromised(),
                        row.getRateCapMillionths() == null ? null : new Rate(row.getRateCapMillionths()),
                        row.getApprovalDays());
    }

    static Node read(NodesRecord row, Currency currency) {
        var level = Level.valueOf(row.getLevel());
        return new Node(
                row.getId(),
                row.getLineId(),
                row.getParentNodeId(),
                level.cutsAcross()
                        ? Node.Place.across(level, row.getPartyId())
                        : new Node.Place(level, row.getTier(), row.getSupplierId(), row.getProduct()),
                new Money(currency, row.getLimitMinor()),
                row.getRevolving(),
                row.getEffectiveFrom(),
                row.getEffectiveTo(),
                row.getFrozenReason(),
                row.getRemoved(),
                new Money(currency, row.getReservedMinor()),
                new Money(currency, row.getUsedMinor()),
                new Money(currency, row.getDrawnMinor()));
    }

    private Hold read(HoldsRecord row, Currency currency) {
        var path = sql.select(MOVEMENTS.NODE_ID)
                .from(MOVEMENTS)
                .where(MOVEMENTS.HOLD_ID.eq(row.getId()))
                .and(MOVEMENTS.KIND.eq("RESERVE"))
                .orderBy(MOVEMENTS.SEQ)
                .fetch(MOVEMENTS.NODE_ID);
        return new Hold(
                row.getId(),
                row.getLineId(),
                path,
                new Money(currency, row.getAmountMinor()),
                row.getReference(),
                HoldState.valueOf(row.getState()),
                row.getExpiresAt(),
                new Money(currency, row.getRestoredMinor()));
    }
}
