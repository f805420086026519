package scf.platform.rulebook;

import static scf.schema.rulebook.Tables.PARAMETERS;
import static scf.schema.rulebook.Tables.RULES;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.schema.rulebook.tables.records.ParametersRecord;
import scf.schema.rulebook.tables.records.RulesRecord;

@Repository
class RuleStore {

    /// What came with the platform needs no approval; what a person proposed waits for another's.
    private static final Condition DECIDED = RULES.PROPOSED_BY.isNull().or(RULES.APPROVED_BY.isNotNull());

    private final DSLContext sql;

    RuleStore(DSLContext sql) {
        this.sql = sql;
    }

    /// The latest beginning on or before the day wins, of two on one day the later version; whether it has ended by
    /// then is asked of that one alone.
    Optional<Rule> at(LocalDate date, RuleCode code) {
        return sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()))
                .and(RULES.IN_FORCE_FROM.le(date))
                .and(DECIDED)
                .orderBy(RULES.IN_FORCE_FROM.desc(), RULES.VERSION.desc())
                .limit(1)
                .fetchOptional()
                .filter(row -> row.getInForceTo() == null || !row.getInForceTo().isBefore(date))
                .map(this::read);
    }

    Rule version(RuleCode code, int version) {
        return read(sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()), RULES.VERSION.eq(version))
                .fetchSingle());
    }

    Optional<RuleVersion> find(RuleCode code, int version) {
        return sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()), RULES.VERSION.eq(version))
                .fetchOptional(this::versioned);
    }

    List<RuleVersion> versions(RuleCode code, boolean withProposals, int after, int limit) {
        return sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()), RULES.VERSION.gt(after))
                .and(withProposals ? DSL.noCondition() : DECIDED)
                .orderBy(RULES.VERSION)
                .limit(limit)
                .fetch()
                .map(this::versioned);
    }

    /// The number of the newest version, with the rule locked: versions of one rule are counted one after another.
    int lockNewest(RuleCode code) {
        sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()), RULES.VERSION.eq(1))
                .forUpdate()
                .fetchSingle();
        return sql.select(DSL.max(RULES.VERSION))
                .from(RULES)
                .where(RULES.CODE.eq(code.code()))
                .fetchSingle()
                .value1();
    }

    void insert(RuleVersion proposed) {
        var rule = proposed.rule();
        sql.insertInto(RULES)
                .set(RULES.CODE, rule.code().code())
                .set(RULES.VERSION, rule.version())
                .set(RULES.TITLE, rule.title())
                .set(RULES.TITLE_ZH, rule.titleZh())
                .set(RULES.SOURCE, rule.source())
                .set(RULES.EFFECT, rule.effect().name())
                .set(RULES.IN_FORCE_FROM, rule.inForceFrom())
                .set(RULES.PROPOSED_BY, proposed.proposedBy())
                .set(RULES.PROPOSED_AT, proposed.proposedAt())
                .execute();
        sql.batchInsert(rule.parameters().entrySet().stream()
                        .map(figure -> {
                            var row = new ParametersRecord();
                            row.setCode(rule.code().code());
                            row.setVersion(rule.version());
                            row.setName(figure.getKey());
                            row.setValue(figure.getValue());
                            return row;
                        })
                        .toList())
                .execute();
    }

    void approve(Rule rule, String user, Instant at) {
        int changed = sql.update(RULES)
                .set(RULES.APPROVED_BY, user)
                .set(RULES.APPROVED_AT, at)
                .where(RULES.CODE.eq(rule.code().code()), RULES.VERSION.eq(rule.version()))
                .and(RULES.APPROVED_BY.isNull())
                .execute();
        if (changed != 1) {
            throw new IllegalStateException(
                    "version %d of %s does not wait for approval".formatted(rule.version(), rule.code()));
        }
    }

    private RuleVersion versioned(RulesRecord row) {
        return new RuleVersion(
                read(row), row.getProposedBy(), row.getProposedAt(), row.getApprovedBy(), row.getApprovedAt());
    }

    private Rule read(RulesRecord row) {
        var parameters = sql.selectFrom(PARAMETERS)
                .where(PARAMETERS.CODE.eq(row.getCode()))
                .and(PARAMETERS.VERSION.eq(row.getVersion()))
                .fetchMap(PARAMETERS.NAME, PARAMETERS.VALUE);
        return new Rule(
                RuleCode.of(row.getCode()),
                row.getVersion(),
                row.getTitle(),
                row.getTitleZh(),
                row.getSource(),
                Effect.valueOf(row.getEffect()),
                row.getInForceFrom(),
                row.getInForceTo(),
                parameters);
    }
}
