package scf.platform.trade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One invoice in its dialect: asked for a field, it gives the element that says it.
final class InvoiceWords {

    private final XmlElement root;
    private final InvoiceDialect dialect;

    /// What is neither a line nor in one, by name.
    private final Map<String, List<XmlElement>> heads = new HashMap<>();

    private final List<XmlElement> items = new ArrayList<>();

    InvoiceWords(XmlElement root, InvoiceDialect dialect) {
        this.root = root;
        this.dialect = dialect;
        if (!dialect.byPath()) {
            sort(root);
        }
    }

    private void sort(XmlElement element) {
        if (dialect.isItem(element)) {
            items.add(element);
            return;
        }
        heads.computeIfAbsent(InvoiceDialect.plain(element), _ -> new ArrayList<>())
                .add(element);
        element.children().forEach(this::sort);
    }

    InvoiceDialect dialect() {
        return dialect;
    }

    /// The elements that number invoices, anywhere below the root: as many invoices as there are.
    List<XmlElement> numbers() {
        return dialect.paths().getOrDefault(InvoiceDialect.Field.NUMBER, List.of()).stream()
                .flatMap(name -> heads.getOrDefault(name, List.of()).stream())
                .toList();
    }

    @Nullable
    XmlElement find(InvoiceDialect.Field field) {
        for (String path : dialect.paths().getOrDefault(field, List.of())) {
            String[] steps = path.split("/", -1);
            var found = dialect.byPath() ? root.at(steps) : only(steps);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    XmlElement need(InvoiceDialect.Field field) {
        var found = find(field);
        if (found == null) {
            String first = dialect.paths().getOrDefault(field, List.of("")).getFirst();
            throw new Unacceptable(root.path() + "/" + first, "required", Values.PAGE, "this element is missing");
        }
        return found;
    }

    private @Nullable XmlElement only(String[] steps) {
        return once(heads.getOrDefault(steps[steps.length - 1], List.of()).stream()
                .filter(each -> steps.length == 1 || isIn(each, steps[0]))
                .toList());
    }

    private static boolean isIn(XmlElement element, String parent) {
        var above = element.parent();
        return above != null && InvoiceDialect.plain(above).equals(parent);
    }

    /// Which of two was meant is not ours to guess.
    private static @Nullable XmlElement once(List<XmlElement> found) {
        if (found.size() > 1) {
            var second = found.get(1);
            throw new Unacceptable(
                    second.path(), "stands_once", Values.PAGE, second.name() + " stands here more than once");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    List<XmlElement> items() {
        if (!dialect.byPath()) {
            return items;
        }
        String[] steps = dialect.items().getFirst().split("/", -1);
        return root.need(steps[0]).all(steps[1]);
    }

    /// Where the lines would stand.
    String placeOfItems() {
        return dialect.byPath() ? root.path() + "/" + dialect.items().getFirst() : root.path();
    }

    @Nullable
    XmlElement find(XmlElement item, InvoiceDialect.ItemField field) {
        for (String name : dialect.itemNames().getOrDefault(field, List.of())) {
            var found = once(item.children().stream()
                    .filter(child -> (dialect.byPath() ? child.name() : InvoiceDialect.plain(child)).equals(name))
                    .toList());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Where a line's field would stand.
    String placeOf(XmlElement item, InvoiceDialect.ItemField field) {
        return item.path() + "/"
                + dialect.itemNames().getOrDefault(field, List.of("")).getFirst();
    }
}
