package scf.platform.rulebook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// What becomes of a thing in each of its states when each event happens: it moves, or it is refused by name.
///
/// A table is complete by construction: [Builder#build] fails while a pair of state and event is undefined, and a pair
/// is defined once. Each room has one, its services go by it, and `docs/states.md` is printed from it.
///
///     static final StateTable<Light, Press> TABLE = StateTable.of(Light.class, Press.class)
///             .on(OFF, UP, ON)
///             .refuse(OFF, DOWN, "light_is_off")
///             .on(ON, DOWN, OFF)
///             .refuse(ON, UP, "light_is_on")
///             .build();
public final class StateTable<S extends Enum<S>, E extends Enum<E>> {

    private final Class<S> states;
    private final Class<E> events;
    private final Map<S, Map<E, Ending<S>>> endings;

    private StateTable(Class<S> states, Class<E> events, Map<S, Map<E, Ending<S>>> endings) {
        this.states = states;
        this.events = events;
        this.endings = endings;
    }

    /// How an event ends in a state.
    public sealed interface Ending<S extends Enum<S>> {

        record Moves<S extends Enum<S>>(S to) implements Ending<S> {}

        /// Nothing happens, and the caller is told why.
        ///
        /// @param reason a code in lower case, as a problem would carry it: `loan_not_running`
        record Refused<S extends Enum<S>>(String reason) implements Ending<S> {}
    }

    /// One line of the table.
    public record Line<S extends Enum<S>, E extends Enum<E>>(S from, E event, Ending<S> ending) {}

    public static <S extends Enum<S>, E extends Enum<E>> Builder<S, E> of(Class<S> states, Class<E> events) {
        return new Builder<>(states, events);
    }

    public Ending<S> at(S from, E event) {
        return Objects.requireNonNull(row(endings, from).get(event));
    }

    private static <S, E, V> Map<E, V> row(Map<S, Map<E, V>> rows, S from) {
        return Objects.requireNonNull(rows.get(from));
    }

    public boolean allows(S from, E event) {
        return at(from, event) instanceof Ending.Moves<S>;
    }

    /// Where the event leads. Whoever asks has looked for the refusal before: to be refused here is an accident.
    public S next(S from, E event) {
        return switch (at(from, event)) {
            case Ending.Moves<S>(var to) -> to;
            case Ending.Refused<S>(var reason) ->
                throw new IllegalStateException("%s in state %s is refused: %s".formatted(event, from, reason));
        };
    }

    /// Why the event is refused in this state; nothing when it is not.
    public Optional<String> refusal(S from, E event) {
        return at(from, event) instanceof Ending.Refused<S>(var reason) ? Optional.of(reason) : Optional.empty();
    }

    /// The whole table: by state and then by event, in the order in which they are declared.
    public List<Line<S, E>> lines() {
        var lines = new ArrayList<Line<S, E>>();
        for (S from : states.getEnumConstants()) {
            for (E event : events.getEnumConstants()) {
                lines.add(new Line<>(from, event, at(from, event)));
            }
        }
        return lines;
    }

    /// Collects the lines of a table, and lets go of it only when it is complete.
    public static final class Builder<S extends Enum<S>, E extends Enum<E>> {

        private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]*");

        private final Class<S> states;
        private final Class<E> events;
        private final Map<S, Map<E, Ending<S>>> endings;

        private Builder(Class<S> states, Class<E> events) {
            this.states = states;
            this.events = events;
            this.endings = new EnumMap<>(states);
            for (S state : states.getEnumConstants()) {
                endings.put(state, new EnumMap<>(events));
            }
        }

        public Builder<S, E> on(S from, E event, S to) {
            return define(from, event, new Ending.Moves<>(to));
        }

        public Builder<S, E> refuse(S from, E event, String reason) {
            if (!REASON.matcher(reason).matches()) {
                throw new IllegalArgumentException("a reason is a code such as loan_not_running, not " + reason);
            }
            return define(from, event, new Ending.Refused<>(reason));
        }

        /// Every event that this state has no line for is refused for the same reason: for states at the end of the
        /// road, which nothing moves.
        public Builder<S, E> refuseRest(S from, String reason) {
            for (E event : events.getEnumConstants()) {
                if (!row(endings, from).containsKey(event)) {
                    refuse(from, event, reason);
                }
            }
            return this;
        }

        private Builder<S, E> define(S from, E event, Ending<S> ending) {
            if (row(endings, from).putIfAbsent(event, ending) != null) {
                throw new IllegalStateException("%s in state %s is defined twice".formatted(event, from));
            }
            return this;
        }

        public StateTable<S, E> build() {
            var undefined = new ArrayList<String>();
            endings.forEach((from, row) -> {
                for (E event : events.getEnumConstants()) {
                    if (!row.containsKey(event)) {
                        undefined.add(event + " in state " + from);
                    }
                }
            });
            if (!undefined.isEmpty()) {
                throw new IllegalStateException("undefined: " + String.join(", ", undefined));
            }
            return new StateTable<>(states, events, new EnumMap<>(endings));
        }
    }
}
