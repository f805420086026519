import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
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
        var differing = new ArrayList<Path>();
        for (Path file : ours()) {
            String before = Files.readString(file);
            refuseLongComments(file, before);
            String after = formatted(formatter, file, before);
            if (!after.equals(before)) {
                differing.add(file);
                if (apply) {
                    Files.writeString(file, after);
                }
            }
        }
        differing.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
        if (!apply && !differing.isEmpty()) {
            System.out.println("Run: mvn -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    private static String formatted(Formatter formatter, Path file, String source) throws Exception {
        try {
            String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.PALANTIR);
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException e) {
            throw new IllegalStateException("not Java: " + file, e);
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
