package scf.platform.signing;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.StringItem;

/// One thing that a signature covers: a header field, or something derived from the message such as `@method`.
///
/// @param ofRequest `;req`: in a response's signature, taken from the request that it answers
/// @param parameter `;name="…"`, of `@query-param` alone
record Component(String name, boolean ofRequest, Optional<String> parameter) {

    private static final Pattern FIELD = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> DERIVED = Set.of(
            "@method",
            "@target-uri",
            "@authority",
            "@scheme",
            "@request-target",
            "@path",
            "@query",
            "@query-param",
            "@status");

    static Component named(String name) {
        return new Component(name, false, Optional.empty());
    }

    static Component ofRequest(String name) {
        return new Component(name, true, Optional.empty());
    }

    boolean isDerived() {
        return name.startsWith("@");
    }

    /// Empty for what we do not know: a component that is not understood cannot be checked.
    static Optional<Component> read(Item<?> item) {
        if (!(item instanceof StringItem string)) {
            return Optional.empty();
        }
        String name = string.get();
        boolean known = DERIVED.contains(name) || FIELD.matcher(name).matches();
        boolean ofRequest = false;
        Optional<String> parameter = Optional.empty();
        for (var given : item.getParams().entrySet()) {
            if (given.getKey().equals("req") && given.getValue() instanceof BooleanItem flag && flag.get()) {
                ofRequest = true;
            } else if (given.getKey().equals("name")
                    && name.equals("@query-param")
                    && given.getValue() instanceof StringItem text) {
                parameter = Optional.of(text.get());
            } else {
                return Optional.empty();
            }
        }
        return known && parameter.isPresent() == name.equals("@query-param")
                ? Optional.of(new Component(name, ofRequest, parameter))
                : Optional.empty();
    }

    /// As it stands in the signature base and in the list of covered components.
    String identifier() {
        return "\"" + name + "\"" + (ofRequest ? ";req" : "")
                + parameter.map(value -> ";name=\"" + value + "\"").orElse("");
    }
}
