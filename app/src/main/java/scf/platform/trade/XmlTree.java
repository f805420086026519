package scf.platform.trade;

import java.util.ArrayDeque;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads XML from strangers: no document type, no entity, no inclusion, nothing fetched, and an end to depth and
/// size.
final class XmlTree {

    private static final String XML = "XML 1.0";
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private final ArrayDeque<XmlElement> open = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int elements;

    private final int mostElements;

    private XmlTree(int mostElements) {
        this.mostElements = mostElements;
    }

    static XmlElement read(byte[] bytes) {
        if (bytes.length > Limits.MOST_BYTES) {
            throw new Unacceptable(
                    "", "too_large", Values.PAGE, "a document has at most " + Limits.MOST_BYTES + " bytes");
        }
        return new XmlTree(Limits.MOST_ELEMENTS).parse(Encodings.decoded(bytes));
    }

    /// A part of a zip, whose size was counted when it was unpacked. A sheet has more elements than any document.
    static XmlElement readPart(byte[] bytes, int mostElements) {
        return new XmlTree(mostElements).parse(Encodings.decoded(bytes));
    }

    private XmlElement parse(String text) {
        try {
            var stream = StrangersXml.open(text);
            while (stream.hasNext()) {
                take(stream, stream.next());
            }
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new Unacceptable(
                    "",
                    "well_formed",
                    XML,
                    at == null || at.getLineNumber() < 1
                            ? "this is not well-formed XML"
                            : "this is not well-formed XML at line %d, column %d"
                                    .formatted(at.getLineNumber(), at.getColumnNumber()));
        }
        if (root == null) {
            throw new Unacceptable("", "well_formed", XML, "this document has no element");
        }
        return root;
    }

    private void take(XMLStreamReader stream, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(stream);
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    append(open.element(), stream.getText());
                }
            }
            case XMLStreamConstants.DTD ->
                throw new Unacceptable("", "no_document_type", Values.PAGE, "a document type definition is refused");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Unacceptable(here(), "no_entities", Values.PAGE, "a reference to an entity is refused");
            default -> {
                // Comments and processing instructions say nothing to us.
            }
        }
    }

    private void append(XmlElement element, String text) {
        if (element.length() + text.length() > Limits.LONGEST_ELEMENT) {
            throw new Unacceptable(
                    here(),
                    "too_long",
                    Values.PAGE,
                    "an element says at most " + Limits.LONGEST_ELEMENT + " characters");
        }
        element.append(text);
    }

    private void begin(XMLStreamReader stream) {
        if (++elements > mostElements) {
            throw new Unacceptable("", "too_many_elements", Values.PAGE, "more than " + mostElements + " elements");
        }
        if (open.size() >= Limits.DEEPEST) {
            throw new Unacceptable(
                    here(), "too_deep", Values.PAGE, "elements lie more than " + Limits.DEEPEST + " deep");
        }
        String namespace = stream.getNamespaceURI() == null ? "" : stream.getNamespaceURI();
        if (namespace.equals(XINCLUDE)) {
            throw new Unacceptable(here(), "no_inclusion", Values.PAGE, "XInclude is refused");
        }
        if (stream.getAttributeCount() > Limits.MOST_ATTRIBUTES) {
            throw new Unacceptable(here(), "too_many_attributes", Values.PAGE, "more than " + Limits.MOST_ATTRIBUTES);
        }
        String name = stream.getLocalName();
        var parent = open.peek();
        var element = parent == null ? new XmlElement(namespace, name) : parent.newChild(namespace, name);
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            element.attribute(stream.getAttributeLocalName(i), stream.getAttributeValue(i));
        }
        if (root == null) {
            root = element;
        }
        open.push(element);
    }

    private String here() {
        var element = open.peek();
        return element == null ? "" : element.path();
    }
}
