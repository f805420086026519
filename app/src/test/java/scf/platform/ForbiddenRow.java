package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.jooq.DSLContext;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// A row that no code of ours would write, written by plain SQL: the database refuses it by the name of the rule.
public final class ForbiddenRow {

    private ForbiddenRow() {}

    public static void isRefusedBy(String constraint, DSLContext sql, String statement) {
        Throwable thrown = catchThrowable(() -> sql.execute(statement));
        assertThat(thrown).as(statement).isNotNull();
        assertThat(constraintOf(thrown)).as(thrown.getMessage()).isEqualTo(constraint);
    }

    private static String constraintOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused) {
                ServerErrorMessage said = refused.getServerErrorMessage();
                String name = said == null ? null : said.getConstraint();
                return name == null ? "no constraint: " + refused.getMessage() : name;
            }
        }
        return "not refused by the database: " + thrown;
    }
}
