package scf.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `docs/api/acts.md` as its readers have it: values in named blocks, tables under headings.
record ActsPage(String text) {

    private static final Path PLACE = Path.of("docs", "api", "acts.md");
    private static final Pattern BLOCK = Pattern.compile("```\\w+ ([a-z0-9-]+)\n(.*?)\n```", Pattern.DOTALL);

    static ActsPage read() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(PLACE))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new AssertionError("There is no " + PLACE));
        }
        try {
            return new ActsPage(Files.readString(folder.resolve(PLACE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The block that is named so on its opening line.
    String block(String name) {
        Map<String, String> blocks = new LinkedHashMap<>();
        var found = BLOCK.matcher(text);
        while (found.find()) {
            assertThat(blocks.put(found.group(1), found.group(2)))
                    .as(found.group(1))
                    .isNull();
        }
        assertThat(blocks).containsKey(name);
        return blocks.getOrDefault(name, "");
    }

    /// The rows of the first table under a heading, each as its cells without back-quotes.
    List<List<String>> table(String heading) {
        int start = text.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        return text.substring(start)
                .lines()
                .skip(2)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Pattern.compile("\\|")
                        .splitAsStream(line)
                        .skip(1)
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    List<String> firstColumn(String heading) {
        return table(heading).stream().map(List::getFirst).toList();
    }
}
