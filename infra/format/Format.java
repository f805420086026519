import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The one formatter of the house: Palantir's layout (120 columns, four spaces) over every Java file that is ours.
///
/// `check` (the default of `mvn verify`) names each file that differs and fails; `apply` rewrites them.
public class Format {

    public static void main(String[] arguments) throws Exception {
        boolean apply = arguments.length > 0 && arguments[0].equals("apply");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<Path> differing = ours().parallelStream()
                .filter(file -> differs(formatter, file, apply))
                .toList();
        differing.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
        if (!apply && !differing.isEmpty()) {
            System.out.println("Run: mvn -pl infra/format verify -Dformat=apply");
            System.exit(1);
        }
    }

    /// Whether the file is laid out in another way; if it is to be applied, no longer so.
    private static boolean differs(Formatter formatter, Path file, boolean apply) {
        try {
            String before = Files.readString(file);
            refuseLongComments(file, before);
            String ordered = ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.PALANTIR);
            String after = formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
            if (apply && !after.equals(before)) {
                Files.writeString(file, after);
            }
            return !after.equals(before);
        } catch (FormatterException e) {
            throw new IllegalStateException("not Java: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The layout breaks a Markdown comment that passes column 120 in the middle and forgets the slashes.
    private static void refuseLongComments(Path file, String source) {
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            if (line.length() > 120 && line.strip().startsWith("///")) {
                throw new IllegalStateException(file + ":" + number + ": a comment ends within 120 columns");
            }
        }
    }

    private static List<Path> ours() throws Exception {
        var files = new ArrayList<Path>();
        for (String top : List.of("app", "chaincode-client", "schema", "infra")) {
            try (var tree = Files.walk(Path.of(top))) {
                tree.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }
}
