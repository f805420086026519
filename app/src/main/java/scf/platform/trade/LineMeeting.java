package scf.platform.trade;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which line of an order means the same goods as a line of another document.
///
/// By the order's line number where it is named; or else by the article's number with the seller, with the buyer,
/// or in a standard; or else by the name of the goods; and where each document has a single line and no numbers
/// speak against it, these two meet. Of two lines of the order that would do, the first is meant.
final class LineMeeting {

    private static final List<Function<DocumentLine, @Nullable String>> ARTICLE_NUMBERS =
            List.of(DocumentLine::sellerItem, DocumentLine::buyerItem, DocumentLine::standardItem);

    private final TradeDocument order;

    /// Lines are looked up, not searched: a thousand lines in fifty deliveries are fifty million pairs.
    private final Map<String, DocumentLine> byLineNo = new HashMap<>();

    private final List<Map<String, DocumentLine>> byArticle = new ArrayList<>();
    private final Map<String, DocumentLine> byName = new HashMap<>();

    LineMeeting(TradeDocument order) {
        this.order = order;
        ARTICLE_NUMBERS.forEach(_ -> byArticle.add(new HashMap<>()));
        for (var line : order.lines()) {
            byLineNo.putIfAbsent(line.lineNo(), line);
            put(byName, plain(line.itemName()), line);
            for (int i = 0; i < ARTICLE_NUMBERS.size(); i++) {
                put(byArticle.get(i), ARTICLE_NUMBERS.get(i).apply(line), line);
            }
        }
    }

    private static void put(Map<String, DocumentLine> lines, @Nullable String key, DocumentLine line) {
        if (key != null) {
            lines.putIfAbsent(key, line);
        }
    }

    /// The line of the order that a line of an invoice or receipt means.
    Optional<DocumentLine> orderLine(TradeDocument other, DocumentLine line) {
        var found = find(byLineNo, line.orderLineNo());
        for (int i = 0; found == null && i < ARTICLE_NUMBERS.size(); i++) {
            found = find(byArticle.get(i), ARTICLE_NUMBERS.get(i).apply(line));
        }
        if (found == null) {
            found = find(byName, plain(line.itemName()));
        }
        if (found != null) {
            return Optional.of(found);
        }
        boolean single = order.lines().size() == 1 && quantityLines(other) == 1;
        return single && !contradicts(order.lines().getFirst(), line)
                ? Optional.of(order.lines().getFirst())
                : Optional.empty();
    }

    private static @Nullable DocumentLine find(Map<String, DocumentLine> lines, @Nullable String key) {
        return key == null ? null : lines.get(key);
    }

    private static long quantityLines(TradeDocument document) {
        return document.lines().stream().filter(line -> line.quantity() != null).count();
    }

    /// Two different numbers of one scheme are two articles.
    private static boolean contradicts(DocumentLine one, DocumentLine other) {
        return ARTICLE_NUMBERS.stream()
                .anyMatch(number -> number.apply(one) != null
                        && number.apply(other) != null
                        && !Objects.equals(number.apply(one), number.apply(other)));
    }

    static boolean sameName(DocumentLine one, DocumentLine other) {
        String name = plain(one.itemName());
        return name != null && name.equals(plain(other.itemName()));
    }

    /// A 数电票 writes its tax category before the goods: `*金属制品*轴承座`.
    private static @Nullable String plain(@Nullable String name) {
        return name == null
                ? null
                : Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .strip()
                        .replaceFirst("^\\*[^*]+\\*", "")
                        .replaceAll("\\s", "")
                        .toUpperCase(Locale.ROOT);
    }
}
