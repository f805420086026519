import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What the audit has looked at and what it has found broken.
///
/// A broken invariant is told at once, in one line; of one invariant no more than a few, because the tenth says
/// nothing that the first has not said.
final class Findings {

    private static final int TOLD_OF_EACH = 10;

    private final Map<String, Long> looked = new LinkedHashMap<>();
    private final Map<String, Integer> broken = new LinkedHashMap<>();

    /// So many of a kind have been looked at.
    void audited(String kind, long count) {
        looked.merge(kind, count, Long::sum);
    }

    long count(String kind) {
        return looked.getOrDefault(kind, 0L);
    }

    void equal(String invariant, String subject, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            broken(invariant, subject, expected, found);
        }
    }

    void atMost(String invariant, String subject, long limit, long found) {
        if (found > limit) {
            broken(invariant, subject, "at most " + limit, found);
        }
    }

    void holds(boolean condition, String invariant, String subject, Object expected, Object found) {
        if (!condition) {
            broken(invariant, subject, expected, found);
        }
    }

    void broken(String invariant, String subject, Object expected, Object found) {
        int told = broken.merge(invariant, 1, Integer::sum);
        if (told <= TOLD_OF_EACH) {
            System.out.println("BROKEN " + invariant + ": " + subject + ": expected " + expected + " found " + found);
        }
    }

    boolean areNone() {
        return broken.isEmpty();
    }

    void summary(double seconds) {
        broken.forEach((invariant, times) -> {
            if (times > TOLD_OF_EACH) {
                System.out.println("BROKEN " + invariant + ": " + times + " times in all");
            }
        });
        var kinds = new StringBuilder();
        looked.forEach((kind, count) -> kinds.append(kinds.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(kind));
        System.out.println("audited: " + kinds);
        System.out.printf(
                "%s in %.1f s%n",
                broken.isEmpty() ? "no broken invariant" : "broken: " + new TreeSet<>(broken.keySet()), seconds);
    }
}
