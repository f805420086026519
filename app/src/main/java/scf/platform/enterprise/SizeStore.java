package scf.platform.enterprise;

import static scf.schema.enterprise.Tables.SIZES;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;

/// What enterprises have declared of their size since they were registered.
@Repository
class SizeStore {

    private final DSLContext sql;

    SizeStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Of each enterprise what counts on a day; nothing of those that have declared nothing by then.
    Map<EnterpriseId, EnterpriseSize> on(Collection<EnterpriseId> enterprises, LocalDate day) {
        return sql.select(SIZES.ENTERPRISE_ID, SIZES.SIZE)
                .distinctOn(SIZES.ENTERPRISE_ID)
                .from(SIZES)
                .where(SIZES.ENTERPRISE_ID.in(enterprises), SIZES.EFFECTIVE_FROM.le(day))
                .orderBy(SIZES.ENTERPRISE_ID, SIZES.EFFECTIVE_FROM.desc())
                .fetchMap(row -> row.value1(), row -> EnterpriseSize.valueOf(row.value2()));
    }

    List<DeclaredSize> of(EnterpriseId enterprise, @Nullable LocalDate after, int limit) {
        return sql.selectFrom(SIZES)
                .where(SIZES.ENTERPRISE_ID.eq(enterprise))
                .and(after == null ? DSL.noCondition() : SIZES.EFFECTIVE_FROM.gt(after))
                .orderBy(SIZES.EFFECTIVE_FROM)
                .limit(limit)
                .fetch(row -> new DeclaredSize(EnterpriseSize.valueOf(row.getSize()), row.getEffectiveFrom()));
    }

    Optional<DeclaredSize> from(EnterpriseId enterprise, LocalDate day) {
        return sql.selectFrom(SIZES)
                .where(SIZES.ENTERPRISE_ID.eq(enterprise), SIZES.EFFECTIVE_FROM.eq(day))
                .fetchOptional(row -> new DeclaredSize(EnterpriseSize.valueOf(row.getSize()), row.getEffectiveFrom()));
    }

    void insert(EnterpriseId enterprise, DeclaredSize declared, String user, Instant now) {
        sql.insertInto(SIZES)
                .set(SIZES.ENTERPRISE_ID, enterprise)
                .set(SIZES.EFFECTIVE_FROM, declared.from())
                .set(SIZES.SIZE, declared.size().name())
                .set(SIZES.DECLARED_BY, user)
                .set(SIZES.DECLARED_AT, now)
                .execute();
    }
}
