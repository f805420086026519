package scf.platform.rulebook;

import static scf.schema.rulebook.Tables.FIGURES;
import static scf.schema.rulebook.Tables.VERDICTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;
import scf.schema.rulebook.tables.records.FiguresRecord;
import scf.schema.rulebook.tables.records.VerdictsRecord;

@Repository
class VerdictStore {

    private final DSLContext sql;
    private final RuleStore rules;

    VerdictStore(DSLContext sql, RuleStore rules) {
        this.sql = sql;
        this.rules = rules;
    }

    void insert(Verdict verdict) {
        sql.insertInto(VERDICTS)
                .set(VERDICTS.ID, verdict.id())
                .set(VERDICTS.SUBJECT_KIND, verdict.subject().kind().name())
                .set(VERDICTS.SUBJECT, verdict.subject().id())
                .set(VERDICTS.CODE, verdict.rule().code().code())
                .set(VERDICTS.VERSION, verdict.rule().version())
                .set(VERDICTS.OUTCOME, verdict.outcome().name())
                .set(VERDICTS.READER_ID, verdict.reader())
                .set(VERDICTS.JUDGED_ON, verdict.judgedOn())
                .set(VERDICTS.JUDGED_AT, verdict.judgedAt())
                .execute();
        var rows = new ArrayList<FiguresRecord>();
        for (var figure : verdict.figures().all()) {
            rows.add(new FiguresRecord(verdict.id(), rows.size() + 1, figure.name(), figure.value()));
        }
        if (!rows.isEmpty()) {
            sql.batchInsert(rows).execute();
        }
    }

    /// After a transaction has ended, while its connection is still at hand: nobody else commits here.
    void insertAndCommit(Verdict verdict) {
        insert(verdict);
        sql.connection(connection -> connection.commit());
    }

    Optional<Subject> subject(String id) {
        return sql.select(VERDICTS.SUBJECT_KIND)
                .from(VERDICTS)
                .where(VERDICTS.SUBJECT.eq(id))
                .limit(1)
                .fetchOptional(VERDICTS.SUBJECT_KIND)
                .map(kind -> new Subject(Subject.Kind.valueOf(kind), id));
    }

    List<Verdict> on(Subject subject, @Nullable EnterpriseId reader, long after, int limit) {
        var concerns =
                reader == null ? DSL.noCondition() : VERDICTS.READER_ID.isNull().or(VERDICTS.READER_ID.eq(reader));
        return sql.selectFrom(VERDICTS)
                .where(VERDICTS.SUBJECT.eq(subject.id()), VERDICTS.SEQ.gt(after))
                .and(concerns)
                .orderBy(VERDICTS.SEQ)
                .limit(limit)
                .fetch()
                .map(row -> read(row, subject));
    }

    private Verdict read(VerdictsRecord row, Subject subject) {
        return new Verdict(
                row.getId(),
                row.getSeq(),
                subject,
                rules.version(RuleCode.of(row.getCode()), row.getVersion()),
                Outcome.valueOf(row.getOutcome()),
                new Figures(sql.selectFrom(FIGURES)
                        .where(FIGURES.VERDICT_ID.eq(row.getId()))
                        .orderBy(FIGURES.POSITION)
                        .fetch(figure -> new Figures.Figure(figure.getName(), figure.getValue()))),
                row.getReaderId(),
                row.getJudgedOn(),
                row.getJudgedAt());
    }
}
