package scf.platform.trade;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which line of one document means the same goods as a line of another.
///
/// By the order's line number where it is named; or else by the article's number with the seller, with the buyer,
/// or in a standard; or else by the name of the goods; and where each document has a single line and no numbers
/// speak against it, these two meet.
final class LineMeeting {

    private static final List<Function<DocumentLine, @Nullable String>> ARTICLE_NUMBERS =
            List.of(DocumentLine::sellerItem, DocumentLine::buyerItem, DocumentLine::standardItem);

    private LineMeeting() {}

    /// The line of the order that a line of an invoice or receipt means.
    static Optional<DocumentLine> orderLine(TradeDocument order, TradeDocument other, DocumentLine line) {
        String named = line.orderLineNo();
        if (named != null) {
            var byNumber = order.lines().stream()
                    .filter(each -> each.lineNo().equals(named))
                    .findFirst();
            if (byNumber.isPresent()) {
                return byNumber;
            }
        }
        for (var number : ARTICLE_NUMBERS) {
            var byArticle = order.lines().stream()
                    .filter(each ->
                            number.apply(line) != null && Objects.equals(number.apply(each), number.apply(line)))
                    .findFirst();
            if (byArticle.isPresent()) {
                return byArticle;
            }
        }
        var byName = order.lines().stream().filter(each -> sameName(each, line)).findFirst();
        if (byName.isPresent()) {
            return byName;
        }
        boolean single = order.lines().size() == 1 && quantityLines(other) == 1;
        return single && !contradicts(order.lines().getFirst(), line)
                ? Optional.of(order.lines().getFirst())
                : Optional.empty();
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
        String name = one.itemName();
        String otherName = other.itemName();
        return name != null && otherName != null && plain(name).equals(plain(otherName));
    }

    /// A 数电票 writes its tax category before the goods: `*金属制品*轴承座`.
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceFirst("^\\*[^*]+\\*", "")
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
    }
}
