package scf.platform.rulebook;

import java.util.ArrayList;
import java.util.List;

/// The figures that a verdict stands on, in the order in which they are told.
///
///     Figures.of("issued", today).and("due", dueDate)
public record Figures(List<Figure> all) {

    /// Nothing to count: the rule asks whether, not how much.
    public static final Figures NONE = new Figures(List.of());

    public record Figure(String name, String value) {}

    public Figures {
        all = List.copyOf(all);
    }

    public static Figures of(String name, Object value) {
        return NONE.and(name, value);
    }

    public Figures and(String name, Object value) {
        var more = new ArrayList<>(all);
        more.add(new Figure(name, value.toString()));
        return new Figures(more);
    }
}
