package scf.devledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What was measured, row by row, and the page that tells it.
final class Figures {

    private static final String FIRST_LINE = "<!-- measured -->\n";
    private static final String LAST_LINE = "<!-- end of what was measured -->";

    private final List<String> rows = new ArrayList<>();

    /// A row of the table; its value is a format of the numbers.
    void row(String what, String format, Object... numbers) {
        String value = String.format(Locale.ROOT, format, numbers);
        System.out.println(what + ": " + value);
        rows.add("| " + what + " | " + value + " |");
    }

    /// The value below which so many of a hundred lie.
    static double percentile(double[] values, int percent) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    static double seconds(Runnable deed) {
        long began = System.nanoTime();
        deed.run();
        return secondsSince(began);
    }

    /// Puts the table where the page has the former one, and leaves the words around it alone.
    void writeInto(Path page) throws IOException {
        String text = Files.readString(page);
        int first = text.indexOf(FIRST_LINE);
        int last = text.indexOf(LAST_LINE);
        if (first < 0 || last < first) {
            throw new IllegalStateException(page + " has no place for what was measured");
        }
        Files.writeString(
                page,
                text.substring(0, first) + FIRST_LINE + heading() + String.join("\n", rows) + "\n"
                        + text.substring(last));
    }

    private static String heading() {
        return "Measured on %s, %d processors, Java %s.%n%n| what | how much |%n| --- | --- |%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature());
    }
}
