package scf.platform.receivable;

import static scf.schema.receivable.Tables.ESCALATIONS;
import static scf.schema.receivable.Tables.RECEIVABLES;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What the debtor's clock has rung for.
@Repository
class EscalationStore {

    private final DSLContext sql;

    EscalationStore(DSLContext sql) {
        this.sql = sql;
    }

    /// False when the clock has rung for it before.
    boolean insert(Escalation escalation) {
        return sql.insertInto(ESCALATIONS)
                        .set(ESCALATIONS.RECEIVABLE_ID, escalation.receivable())
                        .set(ESCALATIONS.KIND, escalation.kind().name())
                        .set(ESCALATIONS.DAY, escalation.day())
                        .set(ESCALATIONS.RAISED_ON, escalation.raisedOn())
                        .set(ESCALATIONS.CREATED_AT, escalation.createdAt())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /// On which day the clock has rung for it.
    Optional<LocalDate> raisedOn(ReceivableId receivable, Escalation.Kind kind) {
        return sql.select(ESCALATIONS.RAISED_ON)
                .from(ESCALATIONS)
                .where(ESCALATIONS.RECEIVABLE_ID.eq(receivable), ESCALATIONS.KIND.eq(kind.name()))
                .fetchOptional(ESCALATIONS.RAISED_ON);
    }

    /// @param party whose receivables; nobody named: everybody's
    /// @param after the place where the last page ended: receivable and kind, in the order of time
    List<Escalation> list(@Nullable EnterpriseId party, Instant afterTime, String after, int limit) {
        var place = ESCALATIONS.RECEIVABLE_ID.cast(String.class).concat("/").concat(ESCALATIONS.KIND);
        return sql.select(ESCALATIONS.fields())
                .from(ESCALATIONS)
                .join(RECEIVABLES)
                .on(RECEIVABLES.ID.eq(ESCALATIONS.RECEIVABLE_ID))
                .where(
                        party == null
                                ? DSL.noCondition()
                                : RECEIVABLES.CREDITOR_ID.eq(party).or(RECEIVABLES.DEBTOR_ID.eq(party)))
                .and(DSL.row(ESCALATIONS.CREATED_AT, place).gt(afterTime, after))
                .orderBy(ESCALATIONS.CREATED_AT, place)
                .limit(limit)
                .fetch(row -> new Escalation(
                        row.get(ESCALATIONS.RECEIVABLE_ID),
                        Escalation.Kind.valueOf(row.get(ESCALATIONS.KIND)),
                        row.get(ESCALATIONS.DAY),
                        row.get(ESCALATIONS.RAISED_ON),
                        row.get(ESCALATIONS.CREATED_AT)));
    }
}
