package scf.platform.signing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list: `{"items":[…],"next":"cursor or null"}`; the door adds `Link: <…>; rel="next"` ([PageLinks]).
///
/// A door asks for a [Paging] argument, fetches `paging.limit() + 1` rows after `paging.after()` in the stable order
/// (created, id), and returns `paging.page(rows, row -> new Position(row.createdAt(), row.id()))`.
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /// The same page in the words of the door.
    public <R> Page<R> map(java.util.function.Function<T, R> words) {
        return new Page<>(items.stream().map(words).toList(), next);
    }
}
