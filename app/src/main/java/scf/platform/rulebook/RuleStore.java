package scf.platform.rulebook;

import static scf.schema.rulebook.Tables.PARAMETERS;
import static scf.schema.rulebook.Tables.RULES;

import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.rulebook.tables.records.RulesRecord;

@Repository
class RuleStore {

    private final DSLContext sql;

    RuleStore(DSLContext sql) {
        this.sql = sql;
    }

    /// The latest beginning on or before the day wins; whether it has ended by then is asked of that one alone.
    Optional<Rule> at(LocalDate date, RuleCode code) {
        return sql.selectFrom(RULES)
                .where(RULES.CODE.eq(code.code()))
                .and(RULES.IN_FORCE_FROM.le(date))
                .orderBy(RULES.IN_FORCE_FROM.desc())
                .limit(1)
                .fetchOptional()
                .filter(row -> row.getInForceTo() == null || !row.getInForceTo().isBefore(date))
                .map(this::read);
    }

    private Rule read(RulesRecord row) {
        var parameters = sql.selectFrom(PARAMETERS)
                .where(PARAMETERS.CODE.eq(row.getCode()))
                .and(PARAMETERS.IN_FORCE_FROM.eq(row.getInForceFrom()))
                .fetchMap(PARAMETERS.NAME, PARAMETERS.VALUE);
        return new Rule(
                RuleCode.of(row.getCode()),
                row.getTitle(),
                row.getSource(),
                row.getInForceFrom(),
                row.getInForceTo(),
                parameters);
    }
}
