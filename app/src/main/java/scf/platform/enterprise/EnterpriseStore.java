package scf.platform.enterprise;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static scf.schema.enterprise.Tables.ENTERPRISES;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.enterprise.tables.records.EnterprisesRecord;
import scf.schema.ids.EnterpriseId;

@Repository
class EnterpriseStore {

    private static final long REGISTER_LOCK = 0x5343_4601L;

    private final DSLContext sql;

    EnterpriseStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Registrations come one after another: what may not exist yet cannot be locked as a row.
    void lockRegister() {
        sql.select(DSL.field("pg_advisory_xact_lock({0})", Object.class, DSL.val(REGISTER_LOCK)))
                .fetch();
    }

    Optional<Enterprise> find(EnterpriseId id) {
        return sql.selectFrom(ENTERPRISES).where(ENTERPRISES.ID.eq(id)).fetchOptional(EnterpriseStore::read);
    }

    Optional<Enterprise> lock(EnterpriseId id) {
        return sql.selectFrom(ENTERPRISES)
                .where(ENTERPRISES.ID.eq(id))
                .forNoKeyUpdate()
                .fetchOptional(EnterpriseStore::read);
    }

    Optional<Enterprise> find(Identifier identifier) {
        return sql.selectFrom(ENTERPRISES)
                .where(ENTERPRISES.SCHEME.eq(identifier.scheme().name()))
                .and(ENTERPRISES.IDENTIFIER.eq(identifier.value()))
                .fetchOptional(EnterpriseStore::read);
    }

    Optional<Enterprise> city() {
        return sql.selectFrom(ENTERPRISES)
                .where(ENTERPRISES.KIND.eq(PartyKind.CITY.name()))
                .fetchOptional(EnterpriseStore::read);
    }

    int banks() {
        return sql.fetchCount(ENTERPRISES, ENTERPRISES.KIND.eq(PartyKind.BANK.name()));
    }

    List<Enterprise> list(@Nullable EnterpriseId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(ENTERPRISES.REGISTERED_AT, ENTERPRISES.ID)
                        .gt(select(ENTERPRISES.REGISTERED_AT, ENTERPRISES.ID)
                                .from(ENTERPRISES)
                                .where(ENTERPRISES.ID.eq(after)));
        return sql.selectFrom(ENTERPRISES)
                .where(start)
                .orderBy(ENTERPRISES.REGISTERED_AT, ENTERPRISES.ID)
                .limit(limit)
                .fetch(EnterpriseStore::read);
    }

    void insert(Enterprise enterprise) {
        var size = enterprise.size();
        sql.insertInto(ENTERPRISES)
                .set(ENTERPRISES.ID, enterprise.id())
                .set(ENTERPRISES.KIND, enterprise.kind().name())
                .set(ENTERPRISES.NAME, enterprise.name())
                .set(ENTERPRISES.SCHEME, enterprise.identifier().scheme().name())
                .set(ENTERPRISES.IDENTIFIER, enterprise.identifier().value())
                .set(ENTERPRISES.SIZE_AT_CONTRACT, size == null ? null : size.name())
                .set(ENTERPRISES.REGISTERED_AT, enterprise.registeredAt())
                .execute();
    }

    private static Enterprise read(EnterprisesRecord row) {
        var size = row.getSizeAtContract();
        return new Enterprise(
                row.getId(),
                PartyKind.valueOf(row.getKind()),
                row.getName(),
                Identifier.of(Identifier.Scheme.valueOf(row.getScheme()), row.getIdentifier()),
                size == null ? null : EnterpriseSize.valueOf(size),
                row.getRegisteredAt());
    }
}
