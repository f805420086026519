package scf.platform.practice;

import static scf.schema.practice.Tables.CALLS;
import static scf.schema.practice.Tables.LINES;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import scf.contract.Bytes;

@Repository
@InPractice
class NotebookStore {

    private final DSLContext sql;

    NotebookStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Call> call(String name) {
        return sql.selectFrom(CALLS).where(CALLS.NAME.eq(name)).fetchOptional(NotebookStore::call);
    }

    /// Written down before anything is sent.
    void note(Call call, Instant at) {
        sql.insertInto(CALLS)
                .set(CALLS.NAME, call.name())
                .set(CALLS.PARTY, call.party())
                .set(CALLS.METHOD, call.method())
                .set(CALLS.PATH, call.path())
                .set(CALLS.CONTENT_TYPE, call.contentType())
                .set(CALLS.BODY, call.body() == null ? null : call.body().toArray())
                .set(CALLS.NOTED_AT, at)
                .execute();
    }

    void answered(String name, Answer answer) {
        int changed = sql.update(CALLS)
                .set(CALLS.STATUS, answer.status())
                .set(CALLS.ANSWER, answer.body())
                .set(CALLS.LOCATION, answer.location())
                .where(CALLS.NAME.eq(name))
                .and(CALLS.STATUS.isNull())
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("The call " + name + " was not noted before it was answered");
        }
    }

    void tell(JournalLine line) {
        sql.insertInto(LINES)
                .set(LINES.NUMBER, line.number())
                .set(LINES.STEP, line.step())
                .set(LINES.AT, line.at())
                .set(LINES.PARTY, line.party())
                .set(LINES.WHAT, line.what())
                .set(LINES.SUBJECT, line.subject())
                .set(LINES.AMOUNT, line.amount())
                .set(LINES.CURRENCY, line.currency())
                .set(LINES.TRANSACTION_ID, line.transactionId())
                .execute();
    }

    List<JournalLine> lines() {
        return sql.selectFrom(LINES)
                .orderBy(LINES.NUMBER)
                .fetch(line -> new JournalLine(
                        line.getNumber(),
                        line.getStep(),
                        line.getAt(),
                        line.getParty(),
                        line.getWhat(),
                        line.getSubject(),
                        line.getAmount(),
                        line.getCurrency(),
                        line.getTransactionId()));
    }

    private static Call call(Record row) {
        Integer status = row.get(CALLS.STATUS);
        return new Call(
                row.get(CALLS.NAME),
                row.get(CALLS.PARTY),
                row.get(CALLS.METHOD),
                row.get(CALLS.PATH),
                row.get(CALLS.CONTENT_TYPE),
                row.get(CALLS.BODY) == null ? null : Bytes.of(row.get(CALLS.BODY)),
                status == null ? null : new Answer(status, row.get(CALLS.ANSWER), row.get(CALLS.LOCATION)));
    }
}
