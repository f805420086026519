package scf.platform.creditline;

import static scf.schema.creditline.Tables.HOLDS;
import static scf.schema.creditline.Tables.LINES;
import static scf.schema.creditline.Tables.MOVEMENTS;
import static scf.schema.creditline.Tables.NODES;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.schema.creditline.tables.records.NodesRecord;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;
import scf.schema.ids.VoucherNo;

@Repository
class QuotaStore {

    private static final String QUOTA = "ISSUING_QUOTA";
    private static final LocalDate WITHOUT_END = LocalDate.of(9999, 12, 31);

    private final DSLContext sql;

    QuotaStore(DSLContext sql) {
        this.sql = sql;
    }

    /// What one voucher has taken of a quota.
    record Taken(HoldId hold, NodeId quota, HoldState state, Money amount, Money restored) {

        Money outstanding() {
            return amount.minus(restored);
        }
    }

    Optional<IssuingQuota> find(EnterpriseId master, Currency currency) {
        return sql.selectFrom(NODES).where(of(master, currency)).fetchOptional(QuotaStore::read);
    }

    List<IssuingQuota> of(EnterpriseId master) {
        return sql.selectFrom(NODES)
                .where(NODES.LEVEL.eq(QUOTA), NODES.PARTY_ID.eq(master))
                .orderBy(NODES.CURRENCY)
                .fetch(QuotaStore::read);
    }

    /// Locked; begun with nothing taken and no limit, when it is not there yet.
    IssuingQuota lock(EnterpriseId master, Currency currency, LocalDate today, Instant now) {
        sql.insertInto(NODES)
                .set(NODES.ID, NodeId.random())
                .set(NODES.LEVEL, QUOTA)
                .set(NODES.PARTY_ID, master)
                .set(NODES.CURRENCY, currency.getCurrencyCode())
                .set(NODES.REVOLVING, true)
                .set(NODES.EFFECTIVE_FROM, today)
                .set(NODES.EFFECTIVE_TO, WITHOUT_END)
                .set(NODES.CREATED_AT, now)
                .onConflictDoNothing()
                .execute();
        sql.select(NODES.ID)
                .from(NODES)
                .where(of(master, currency))
                .forNoKeyUpdate()
                .execute();
        return find(master, currency).orElseThrow();
    }

    void limit(NodeId quota, Money limit, LocalDate from, LocalDate to) {
        int changed = sql.update(NODES)
                .set(NODES.LIMIT_MINOR, limit.minor())
                .set(NODES.EFFECTIVE_FROM, from)
                .set(NODES.EFFECTIVE_TO, to)
                .where(NODES.ID.eq(quota))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("quota " + quota + " was to be set and is not there");
        }
    }

    HoldId take(IssuingQuota quota, VoucherNo voucher, Money amount, Instant now) {
        var hold = HoldId.random();
        sql.insertInto(HOLDS)
                .set(HOLDS.ID, hold)
                .set(HOLDS.NODE_ID, quota.id())
                .set(HOLDS.AMOUNT_MINOR, amount.minor())
                .set(HOLDS.REFERENCE, voucher.value())
                .set(HOLDS.STATE, HoldState.PENDING.name())
                .set(HOLDS.CREATED_AT, now)
                .execute();
        move(quota.id(), hold, "RESERVE", amount.minor(), 0, 0, now);
        return hold;
    }

    /// What the voucher has taken, with its quota locked; nothing for a voucher from before quotas were counted.
    Optional<Taken> lock(VoucherNo voucher) {
        var quota = sql.select(HOLDS.NODE_ID)
                .from(HOLDS)
                .where(HOLDS.LINE_ID.isNull(), HOLDS.REFERENCE.eq(voucher.value()))
                .fetchOptional(HOLDS.NODE_ID);
        quota.ifPresent(id -> sql.select(NODES.ID)
                .from(NODES)
                .where(NODES.ID.eq(id))
                .forNoKeyUpdate()
                .execute());
        return quota.flatMap(id -> sql.select(HOLDS.ID, HOLDS.STATE, HOLDS.AMOUNT_MINOR, HOLDS.RESTORED_MINOR)
                .select(NODES.CURRENCY)
                .from(HOLDS)
                .join(NODES)
                .on(NODES.ID.eq(HOLDS.NODE_ID))
                .where(HOLDS.NODE_ID.eq(id), HOLDS.LINE_ID.isNull(), HOLDS.REFERENCE.eq(voucher.value()))
                .fetchOptional(row -> new Taken(
                        row.get(HOLDS.ID),
                        id,
                        HoldState.valueOf(row.get(HOLDS.STATE)),
                        Money.ofMinor(row.get(HOLDS.AMOUNT_MINOR), row.get(NODES.CURRENCY)),
                        Money.ofMinor(row.get(HOLDS.RESTORED_MINOR), row.get(NODES.CURRENCY)))));
    }

    void resolve(Taken taken, HoldState as, Instant now) {
        sql.update(HOLDS)
                .set(HOLDS.STATE, as.name())
                .set(HOLDS.RESOLVED_AT, now)
                .where(HOLDS.ID.eq(taken.hold()))
                .execute();
        long amount = taken.amount().minor();
        if (as == HoldState.POSTED) {
            move(taken.quota(), taken.hold(), "POST", -amount, amount, amount, now);
        } else {
            move(taken.quota(), taken.hold(), "RELEASE", -amount, 0, 0, now);
        }
    }

    void restore(Taken taken, Money paid, Instant now) {
        sql.update(HOLDS)
                .set(HOLDS.RESTORED_MINOR, HOLDS.RESTORED_MINOR.plus(paid.minor()))
                .where(HOLDS.ID.eq(taken.hold()))
                .execute();
        move(taken.quota(), taken.hold(), "RESTORE", 0, -paid.minor(), 0, now);
    }

    private void move(NodeId quota, HoldId hold, String kind, long reserved, long used, long drawn, Instant now) {
        sql.insertInto(MOVEMENTS)
                .set(MOVEMENTS.NODE_ID, quota)
                .set(MOVEMENTS.HOLD_ID, hold)
                .set(MOVEMENTS.KIND, kind)
                .set(MOVEMENTS.RESERVED_MINOR, reserved)
                .set(MOVEMENTS.USED_MINOR, used)
                .set(MOVEMENTS.DRAWN_MINOR, drawn)
                .set(MOVEMENTS.MOVED_AT, now)
                .execute();
    }

    /// Whether this bank has a line to the chain that the master leads.
    boolean hasLine(EnterpriseId bank, EnterpriseId master) {
        return sql.fetchExists(LINES, LINES.BANK_ID.eq(bank), LINES.MASTER_ID.eq(master));
    }

    private static Condition of(EnterpriseId master, Currency currency) {
        return NODES.LEVEL.eq(QUOTA).and(NODES.PARTY_ID.eq(master)).and(NODES.CURRENCY.eq(currency.getCurrencyCode()));
    }

    private static IssuingQuota read(NodesRecord row) {
        var currency = Currency.getInstance(row.getCurrency());
        return new IssuingQuota(
                row.getId(),
                row.getPartyId(),
                currency,
                row.getLimitMinor() == null ? null : new Money(currency, row.getLimitMinor()),
                row.getEffectiveFrom(),
                row.getEffectiveTo(),
                new Money(currency, row.getReservedMinor()),
                new Money(currency, row.getUsedMinor()));
    }
}
