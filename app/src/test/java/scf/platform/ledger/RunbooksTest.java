package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scf.contract.Refusal;
import scf.platform.TestDatabase;

/// What somebody copies out of a runbook at night has to work.
class RunbooksTest {

    private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?);\n```");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+_[A-Z_]+)`");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an-entry-was-rejected.md",
                "a-commit-never-came.md",
                "another-member-acted.md",
                "platform-and-ledger-disagree.md"
            })
    void every_query_in_a_runbook_runs(String runbook) throws Exception {
        var sql = TestDatabase.empty();
        var query = QUERY.matcher(page(runbook));
        int queries = 0;
        while (query.find()) {
            sql.fetch(query.group(1));
            queries++;
        }
        assertThat(queries).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = "an-entry-was-rejected.md")
    void every_code_in_the_runbook_is_a_refusal(String runbook) throws Exception {
        var code = CODE.matcher(page(runbook));
        int codes = 0;
        while (code.find()) {
            assertThat(Refusal.valueOf(code.group(1)).words()).isNotBlank();
            codes++;
        }
        assertThat(codes).isGreaterThan(10);
    }

    private static String page(String runbook) throws Exception {
        return Files.readString(Path.of("../docs/runbooks", runbook));
    }
}
