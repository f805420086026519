package scf.platform.signing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The header fields of a message, line by line in the order in which they came, under lower-case names.
final class Fields {

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    static Fields of(Map<String, List<String>> lines) {
        var fields = new Fields();
        lines.forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        return fields;
    }

    Fields add(String name, String value) {
        lines.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value);
        return this;
    }

    Fields set(String name, String value) {
        lines.remove(name.toLowerCase(Locale.ROOT));
        return add(name, value);
    }

    boolean has(String name) {
        return lines.containsKey(name);
    }

    List<String> lines(String name) {
        return List.copyOf(lines.getOrDefault(name, List.of()));
    }

    /// The field as RFC 9421 §2.1 signs it: each line stripped, all lines joined with a comma and a space.
    Optional<String> combined(String name) {
        return Optional.ofNullable(lines.get(name))
                .map(values -> values.stream().map(String::strip).collect(Collectors.joining(", ")));
    }

    void forEach(BiConsumer<String, String> line) {
        lines.forEach((name, values) -> values.forEach(value -> line.accept(name, value)));
    }

    /// As they stand between the first line and the body.
    String head() {
        var head = new StringBuilder();
        forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }
}
