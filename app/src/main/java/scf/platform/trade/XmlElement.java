package scf.platform.trade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An element of a document, with its path in it.
///
/// It is asked by exact path and never searched: a 数电票 has elements whose names differ by one capital, and a
/// signature below it may hold a second, forged invoice.
final class XmlElement {

    private static final String XML_SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    /// A signature by its name, in whatever namespace its software put it.
    private static final Set<String> SIGNATURES = Set.of("Signature", "Signatures", "签名", "电子签名", "数字签名");

    private final String namespace;
    private final String name;
    private final @Nullable XmlElement parent;
    private final int position;

    /// Most elements have neither attributes nor children: what is empty takes no room.
    private Map<String, Integer> counts = Map.of();

    private Map<String, String> attributes = Map.of();
    private List<XmlElement> children = List.of();
    private @Nullable StringBuilder text;

    XmlElement(String namespace, String name) {
        this(namespace, name, null, 1);
    }

    private XmlElement(String namespace, String name, @Nullable XmlElement parent, int position) {
        this.namespace = namespace;
        this.name = name;
        this.parent = parent;
        this.position = position;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    /// Such as `/Invoice/InvoiceLine[2]/Price`. Told when somebody asks: kept with each element, the paths of a
    /// deep document would be larger than the document by far.
    String path() {
        String step = position == 1 ? name : name + "[" + position + "]";
        return parent == null ? "/" + step : parent.path() + "/" + step;
    }

    @Nullable
    XmlElement parent() {
        return parent;
    }

    boolean isBelow(XmlElement other) {
        for (XmlElement here = this; here != null; here = here.parent) {
            if (here == other) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return text == null ? "" : text.toString();
    }

    List<XmlElement> children() {
        return children;
    }

    int length() {
        return text == null ? 0 : text.length();
    }

    void append(String more) {
        if (text == null) {
            text = new StringBuilder(more.length());
        }
        text.append(more);
    }

    void attribute(String attribute, String value) {
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>();
        }
        attributes.put(attribute, value);
    }

    @Nullable
    String attribute(String attribute) {
        return attributes.get(attribute);
    }

    XmlElement newChild(String childNamespace, String childName) {
        if (children.isEmpty()) {
            counts = new HashMap<>();
            children = new ArrayList<>();
        }
        var child = new XmlElement(childNamespace, childName, this, counts.merge(childName, 1, Integer::sum));
        children.add(child);
        return child;
    }

    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /// The only child of that name. A second one is refused: which of two totals was meant is not ours to guess.
    @Nullable
    XmlElement one(String childName) {
        var found = all(childName);
        if (found.size() > 1) {
            throw new Unacceptable(
                    found.get(1).path(),
                    "stands_once",
                    Values.PAGE,
                    "%s stands here more than once".formatted(childName));
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /// The element at the end of the steps, each of which stands at most once.
    @Nullable
    XmlElement at(String... steps) {
        XmlElement here = this;
        for (String step : steps) {
            var next = here.one(step);
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    XmlElement need(String... steps) {
        var found = at(steps);
        if (found == null) {
            throw new Unacceptable(
                    path() + "/" + String.join("/", steps), "required", Values.PAGE, "this element is missing");
        }
        return found;
    }

    /// Takes out signatures, whatever they hold: a forged invoice inside one would read like the invoice itself.
    void dropSignatures(List<Warning> warnings) {
        if (children.isEmpty()) {
            return;
        }
        children.removeIf(child -> {
            boolean signature = child.namespace.equals(XML_SIGNATURE) || SIGNATURES.contains(child.name);
            if (signature && warnings.size() < Limits.MOST_WARNINGS) {
                warnings.add(signatureNotVerified(child));
            }
            return signature;
        });
        children.forEach(child -> child.dropSignatures(warnings));
    }

    private static Warning signatureNotVerified(XmlElement signature) {
        return new Warning(
                "signature_not_verified",
                signature.path(),
                "the document's own signature is kept with its bytes and is not verified here");
    }

    /// Takes out what is not of the document's own vocabulary: a signature, an extension of somebody's software.
    void keepOnly(Set<String> namespaces, List<Warning> warnings) {
        if (children.isEmpty()) {
            return;
        }
        children.removeIf(child -> {
            boolean foreign = !namespaces.contains(child.namespace);
            if (foreign) {
                warnOf(child, warnings);
            }
            return foreign;
        });
        for (var child : children) {
            child.keepOnly(namespaces, warnings);
        }
    }

    private static void warnOf(XmlElement foreign, List<Warning> warnings) {
        if (warnings.size() >= Limits.MOST_WARNINGS) {
            return;
        }
        if (foreign.namespace.equals(XML_SIGNATURE)) {
            warnings.add(signatureNotVerified(foreign));
        } else {
            warnings.add(new Warning(
                    "ignored_element", foreign.path(), "this element is of another vocabulary and was not read"));
        }
    }

    /// Warns of children that the reader of this document knows nothing of.
    void warnOfAllBut(Set<String> known, List<Warning> warnings) {
        for (var child : children) {
            if (!known.contains(child.name) && warnings.size() < Limits.MOST_WARNINGS) {
                warnings.add(
                        new Warning("ignored_element", child.path(), "this element is not known and was not read"));
            }
        }
    }
}
