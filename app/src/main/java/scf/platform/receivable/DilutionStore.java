package scf.platform.receivable;

import static scf.schema.receivable.Tables.DILUTIONS;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;
import scf.schema.receivable.tables.records.DilutionsRecord;

/// Reductions as they were prepared, signed and answered.
@Repository
class DilutionStore {

    private final DSLContext sql;

    DilutionStore(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Dilution dilution) {
        sql.insertInto(DILUTIONS)
                .set(DILUTIONS.ACT_HASH, dilution.act())
                .set(DILUTIONS.RECEIVABLE_ID, dilution.receivable())
                .set(DILUTIONS.AMOUNT_MINOR, dilution.amount().minor())
                .set(DILUTIONS.GROUNDS, dilution.grounds())
                .set(DILUTIONS.VOUCHERS, texts(dilution.givingWay().vouchers()))
                .set(
                        DILUTIONS.HOLDERS,
                        dilution.givingWay().holders().stream()
                                .map(EnterpriseId::value)
                                .toArray(UUID[]::new))
                .set(DILUTIONS.GIVEN_WAY_MINOR, dilution.givingWay().worth().minor())
                .set(DILUTIONS.MAKER, dilution.maker())
                .set(DILUTIONS.PREPARED_AT, dilution.preparedAt())
                .set(DILUTIONS.STATE, dilution.state().name())
                .execute();
    }

    Optional<Dilution> find(ActHash act, String currency) {
        return sql.selectFrom(DILUTIONS).where(DILUTIONS.ACT_HASH.eq(act)).fetchOptional(row -> read(row, currency));
    }

    Optional<ReceivableId> receivableOf(ActHash act) {
        return sql.select(DILUTIONS.RECEIVABLE_ID)
                .from(DILUTIONS)
                .where(DILUTIONS.ACT_HASH.eq(act))
                .fetchOptional(DILUTIONS.RECEIVABLE_ID);
    }

    List<Dilution> of(ReceivableId receivable, String currency) {
        return sql.selectFrom(DILUTIONS)
                .where(DILUTIONS.RECEIVABLE_ID.eq(receivable))
                .orderBy(DILUTIONS.PREPARED_AT, DILUTIONS.ACT_HASH)
                .fetch(row -> read(row, currency));
    }

    void save(ActHash act, Dilution.State before, Dilution.State after) {
        int changed = sql.update(DILUTIONS)
                .set(DILUTIONS.STATE, after.name())
                .where(DILUTIONS.ACT_HASH.eq(act), DILUTIONS.STATE.eq(before.name()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("the dilution by act " + act + " is not " + before);
        }
    }

    private static String[] texts(List<VoucherNo> vouchers) {
        return vouchers.stream().map(VoucherNo::value).toArray(String[]::new);
    }

    private static Dilution.GivingWay givingWay(DilutionsRecord row, String currency) {
        return new Dilution.GivingWay(
                Arrays.stream(row.getVouchers()).map(VoucherNo::new).toList(),
                Money.ofMinor(row.getGivenWayMinor(), currency),
                Arrays.stream(row.getHolders()).map(EnterpriseId::new).toList());
    }

    private static Dilution read(DilutionsRecord row, String currency) {
        return new Dilution(
                row.getActHash(),
                row.getReceivableId(),
                Money.ofMinor(row.getAmountMinor(), currency),
                row.getGrounds(),
                givingWay(row, currency),
                row.getMaker(),
                row.getPreparedAt(),
                Dilution.State.valueOf(row.getState()));
    }
}
