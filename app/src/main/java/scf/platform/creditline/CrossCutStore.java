package scf.platform.creditline;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static scf.schema.creditline.Tables.GUARANTEED_NODES;
import static scf.schema.creditline.Tables.HOLDS;
import static scf.schema.creditline.Tables.LINES;
import static scf.schema.creditline.Tables.MOVEMENTS;
import static scf.schema.creditline.Tables.NODES;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.creditline.tables.records.NodesRecord;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

/// Limits across lines, and what earlier holds have taken of them.
@Repository
class CrossCutStore {

    private final DSLContext sql;

    CrossCutStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A hold from before the limit was set, in minor units.
    record Live(HoldId id, HoldState state, long amount, long restored) {}

    /// The limits across lines first and the roots after them, as every change of a line locks them.
    void lockAllOf(EnterpriseId bank) {
        sql.select(NODES.ID)
                .from(NODES)
                .where(NODES.BANK_ID.eq(bank))
                .orderBy(NODES.ID)
                .forNoKeyUpdate()
                .execute();
        sql.select(NODES.ID)
                .from(NODES)
                .where(NODES.LEVEL.eq(Level.CHAIN.name()))
                .and(NODES.LINE_ID.in(select(LINES.ID).from(LINES).where(LINES.BANK_ID.eq(bank))))
                .orderBy(NODES.ID)
                .forNoKeyUpdate()
                .execute();
    }

    Set<NodeId> supplierLimits(EnterpriseId bank, Currency currency) {
        return sql.select(NODES.ID)
                .from(NODES)
                .join(LINES)
                .on(LINES.ID.eq(NODES.LINE_ID))
                .where(LINES.BANK_ID.eq(bank), LINES.CURRENCY.eq(currency.getCurrencyCode()))
                .and(NODES.LEVEL.eq(Level.SUPPLIER.name()))
                .fetchSet(NODES.ID);
    }

    /// The limit's node, with room for all that is drawn already: the limit itself is set when that has been counted.
    NodeId begin(EnterpriseId bank, CrossCut.Wanted wanted, Instant now) {
        var currency = wanted.limit().currency().getCurrencyCode();
        Condition same = NODES.LEVEL
                .eq(wanted.level().name())
                .and(NODES.BANK_ID.eq(bank))
                .and(NODES.PARTY_ID.eq(wanted.party()))
                .and(NODES.CURRENCY.eq(currency));
        sql.insertInto(NODES)
                .set(NODES.ID, NodeId.random())
                .set(NODES.LEVEL, wanted.level().name())
                .set(NODES.BANK_ID, bank)
                .set(NODES.PARTY_ID, wanted.party())
                .set(NODES.CURRENCY, currency)
                .set(NODES.DOCUMENT, wanted.document())
                .set(NODES.LIMIT_MINOR, Long.MAX_VALUE)
                .set(NODES.REVOLVING, true)
                .set(NODES.EFFECTIVE_FROM, wanted.effectiveFrom())
                .set(NODES.EFFECTIVE_TO, wanted.effectiveTo())
                .set(NODES.CREATED_AT, now)
                .onConflictDoNothing()
                .execute();
        return sql.update(NODES)
                .set(NODES.LIMIT_MINOR, Long.MAX_VALUE)
                .where(same)
                .returning(NODES.ID)
                .fetchSingle(NODES.ID);
    }

    void cover(NodeId pool, List<NodeId> nodes) {
        for (NodeId node : nodes) {
            sql.insertInto(GUARANTEED_NODES)
                    .set(GUARANTEED_NODES.POOL_NODE_ID, pool)
                    .set(GUARANTEED_NODES.NODE_ID, node)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /// The holds that the limit binds and that it does not count yet.
    List<Live> live(EnterpriseId bank, NodeId id, CrossCut.Wanted wanted) {
        Condition bound = wanted.level() == Level.SINGLE_NAME
                ? LINES.MASTER_ID.eq(wanted.party()).or(NODES.SUPPLIER_ID.eq(wanted.party()))
                : exists(selectOne()
                        .from(GUARANTEED_NODES)
                        .join(MOVEMENTS)
                        .on(MOVEMENTS.NODE_ID.eq(GUARANTEED_NODES.NODE_ID))
                        .where(GUARANTEED_NODES.POOL_NODE_ID.eq(id), MOVEMENTS.HOLD_ID.eq(HOLDS.ID)));
        return sql.select(HOLDS.ID, HOLDS.STATE, HOLDS.AMOUNT_MINOR, HOLDS.RESTORED_MINOR)
                .from(HOLDS)
                .join(LINES)
                .on(LINES.ID.eq(HOLDS.LINE_ID))
                .join(NODES)
                .on(NODES.ID.eq(HOLDS.NODE_ID))
                .where(LINES.BANK_ID.eq(bank))
                .and(LINES.CURRENCY.eq(wanted.limit().currency().getCurrencyCode()))
                .and(HOLDS.STATE.in(HoldState.PENDING.name(), HoldState.POSTED.name()))
                .and(HOLDS.RESTORED_MINOR.lt(HOLDS.AMOUNT_MINOR))
                .and(bound)
                .and(notExists(
                        selectOne().from(MOVEMENTS).where(MOVEMENTS.NODE_ID.eq(id), MOVEMENTS.HOLD_ID.eq(HOLDS.ID))))
                .orderBy(HOLDS.ID)
                .fetch(hold -> new Live(
                        hold.get(HOLDS.ID),
                        HoldState.valueOf(hold.get(HOLDS.STATE)),
                        hold.get(HOLDS.AMOUNT_MINOR),
                        hold.get(HOLDS.RESTORED_MINOR)));
    }

    /// Takes of the limit what the hold has taken of its line, step by step, so that its further steps move both.
    void count(NodeId id, Live hold, Instant now) {
        move(id, hold, "RESERVE", hold.amount(), 0, 0, now);
        if (hold.state() == HoldState.POSTED) {
            move(id, hold, "POST", -hold.amount(), hold.amount(), hold.amount(), now);
        }
        if (hold.restored() > 0) {
            move(id, hold, "RESTORE", 0, -hold.restored(), 0, now);
        }
    }

    private void move(NodeId id, Live hold, String kind, long reserved, long used, long drawn, Instant now) {
        sql.insertInto(MOVEMENTS)
                .set(MOVEMENTS.NODE_ID, id)
                .set(MOVEMENTS.HOLD_ID, hold.id())
                .set(MOVEMENTS.KIND, kind)
                .set(MOVEMENTS.RESERVED_MINOR, reserved)
                .set(MOVEMENTS.USED_MINOR, used)
                .set(MOVEMENTS.DRAWN_MINOR, drawn)
                .set(MOVEMENTS.MOVED_AT, now)
                .execute();
    }

    void limit(NodeId id, CrossCut.Wanted wanted) {
        sql.update(NODES)
                .set(NODES.LIMIT_MINOR, wanted.limit().minor())
                .set(NODES.EFFECTIVE_FROM, wanted.effectiveFrom())
                .set(NODES.EFFECTIVE_TO, wanted.effectiveTo())
                .set(NODES.DOCUMENT, wanted.document())
                .where(NODES.ID.eq(id))
                .execute();
    }

    CrossCut find(NodeId id) {
        return sql.selectFrom(NODES).where(NODES.ID.eq(id)).fetchSingle(this::read);
    }

    List<CrossCut> of(EnterpriseId bankOrGuarantor, Level level, @Nullable NodeId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(NODES.CREATED_AT, NODES.ID)
                        .gt(select(NODES.CREATED_AT, NODES.ID).from(NODES).where(NODES.ID.eq(after)));
        var concerned = level == Level.GUARANTEE_POOL
                ? NODES.BANK_ID.eq(bankOrGuarantor).or(NODES.PARTY_ID.eq(bankOrGuarantor))
                : NODES.BANK_ID.eq(bankOrGuarantor);
        return sql.selectFrom(NODES)
                .where(NODES.LEVEL.eq(level.name()))
                .and(concerned)
                .and(start)
                .orderBy(NODES.CREATED_AT, NODES.ID)
                .limit(limit)
                .fetch(this::read);
    }

    private CrossCut read(NodesRecord row) {
        var covers = sql.select(GUARANTEED_NODES.NODE_ID)
                .from(GUARANTEED_NODES)
                .where(GUARANTEED_NODES.POOL_NODE_ID.eq(row.getId()))
                .orderBy(GUARANTEED_NODES.NODE_ID)
                .fetch(GUARANTEED_NODES.NODE_ID);
        var node = CreditLineStore.read(row, Currency.getInstance(row.getCurrency()));
        return new CrossCut(row.getBankId(), node, row.getDocument(), covers, row.getCreatedAt());
    }
}
