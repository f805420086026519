package scf.platform.signing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a caller asks of a list: how many, and after which row.
public final class Paging {

    static final int DEFAULT = 50;
    static final int MOST = 200;

    private final int limit;
    private final Optional<Position> after;
    private final Function<Position, String> seal;

    Paging(int limit, Optional<Position> after, Function<Position, String> seal) {
        this.limit = limit;
        this.after = after;
        this.seal = seal;
    }

    /// Rows on a page. Fetch one more: it tells whether there is a next page.
    public int limit() {
        return limit;
    }

    public Optional<Position> after() {
        return after;
    }

    /// Cuts the row too many off and seals where the next page begins.
    public <T> Page<T> page(List<T> rows, Function<T, Position> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var shown = rows.subList(0, limit);
        return new Page<>(shown, seal.apply(position.apply(shown.getLast())));
    }
}
