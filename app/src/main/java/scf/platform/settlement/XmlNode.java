package scf.platform.settlement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import scf.platform.trade.StrangersXml;

/// An element of a message from outside, read with the door half shut: no document type, no entity, nothing fetched,
/// and an end to size, depth and number.
final class XmlNode {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_ELEMENTS = 50_000;
    private static final int DEEPEST = 30;
    private static final int LONGEST_TEXT = 500;

    private final String name;
    private final String namespace;
    private final String path;
    private final @Nullable String currency;
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String name, String namespace, String path, @Nullable String currency) {
        this.name = name;
        this.namespace = namespace;
        this.path = path;
        this.currency = currency;
    }

    /// Something stands there that must not, or does not stand there and must.
    static final class Unacceptable extends RuntimeException {

        private static final long serialVersionUID = 1;

        final String path;
        final String rule;

        Unacceptable(String path, String rule, String message) {
            super(message, null, false, false);
            this.path = path;
            this.rule = rule;
        }
    }

    static XmlNode read(String xml) {
        if (xml.length() > MOST_CHARACTERS) {
            throw new Unacceptable("", "size", "a message has at most " + MOST_CHARACTERS + " characters");
        }
        try {
            return read(StrangersXml.open(xml));
        } catch (XMLStreamException e) {
            throw new Unacceptable(
                    "",
                    "well-formed XML",
                    "this is not well-formed XML near line " + e.getLocation().getLineNumber());
        }
    }

    private static XmlNode read(XMLStreamReader stream) throws XMLStreamException {
        var root = new XmlNode("", "", "", null);
        var open = new ArrayDeque<XmlNode>(List.of(root));
        int elements = 0;
        while (stream.hasNext()) {
            switch (stream.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (elements > MOST_ELEMENTS || open.size() > DEEPEST) {
                        throw new Unacceptable("", "size", "a message has too many elements, or they lie too deep");
                    }
                    open.push(open.element().child(stream));
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().append(stream.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Unacceptable(
                            open.element().path, "no DTD", "a document type or a reference to an entity is refused");
                default -> {
                    // Comments and instructions to programs say nothing to us.
                }
            }
        }
        return root.children.getFirst();
    }

    private XmlNode child(XMLStreamReader stream) {
        String childName = stream.getLocalName();
        long before =
                children.stream().filter(one -> one.name.equals(childName)).count();
        String step = childName + "[" + (before + 1) + "]";
        var child = new XmlNode(
                childName,
                stream.getNamespaceURI() == null ? "" : stream.getNamespaceURI(),
                path.isEmpty() ? step : path + "/" + step,
                stream.getAttributeValue(null, "Ccy"));
        children.add(child);
        return child;
    }

    private void append(String characters) {
        if (text.length() + characters.strip().length() > LONGEST_TEXT) {
            throw new Unacceptable(path, "size", "the text of an element has at most " + LONGEST_TEXT + " characters");
        }
        text.append(characters.isBlank() ? "" : characters);
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    String path() {
        return path;
    }

    String text() {
        return text.toString().strip();
    }

    @Nullable
    String currency() {
        return currency;
    }

    /// Elements of another vocabulary are not ours to understand.
    List<XmlNode> all(String childName) {
        return children.stream()
                .filter(child -> child.name.equals(childName) && child.namespace.equals(namespace))
                .toList();
    }

    /// The only element at the end of the steps, if there is one. Of two it would be a guess which was meant.
    @Nullable
    XmlNode at(String... steps) {
        XmlNode here = this;
        for (String step : steps) {
            var found = here.all(step);
            if (found.isEmpty()) {
                return null;
            }
            if (found.size() > 1) {
                throw new Unacceptable(found.get(1).path, "stands once", step + " stands here more than once");
            }
            here = found.getFirst();
        }
        return here;
    }

    XmlNode need(String... steps) {
        var found = at(steps);
        if (found == null) {
            throw new Unacceptable(
                    path + "/" + String.join("/", steps), "required", "the message lacks " + String.join("/", steps));
        }
        return found;
    }

    /// The text at the end of the steps; nothing if it is absent or empty.
    @Nullable
    String textAt(String... steps) {
        var found = at(steps);
        return found == null || found.text().isEmpty() ? null : found.text();
    }
}
