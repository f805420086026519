package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/api/signing.md` is what integrators work from: it says every code that the door can answer with, in our order.
class SigningPageTest {

    @Test
    void the_page_lists_the_causes_in_the_order_in_which_they_are_looked_for() throws Exception {
        List<String> causes = Arrays.stream(Cause.values()).map(Cause::code).toList();
        var listed = new ArrayList<String>();
        for (String line : page().lines().toList()) {
            for (String cause : causes) {
                if (line.startsWith("| `" + cause + "` |")) {
                    listed.add(cause);
                }
            }
        }
        assertThat(listed).containsExactlyElementsOf(causes);
    }

    @Test
    void the_page_knows_every_plain_problem() throws Exception {
        String page = page();
        assertThat(Standard.values()).allSatisfy(one -> assertThat(page).contains("`" + one.code() + "`"));
    }

    private static String page() throws Exception {
        return Files.readString(Path.of("../docs/api/signing.md"));
    }
}
