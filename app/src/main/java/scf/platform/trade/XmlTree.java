package scf.platform.trade;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads XML from strangers: no document type, no entity, no inclusion, nothing fetched, and an end to depth and
/// size.
final class XmlTree {

    static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int DEEPEST = 40;
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final String XML = "XML 1.0";
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    /// Encodings met in practice. GB18030 reads all that GBK and GB2312 write.
    private static final Map<String, Charset> ENCODINGS = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "UTF-16", StandardCharsets.UTF_16,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "GBK", Charset.forName("GB18030"),
            "GB2312", Charset.forName("GB18030"),
            "GB18030", Charset.forName("GB18030"));

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private final ArrayDeque<XmlElement> open = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int elements;

    private XmlTree() {}

    static XmlElement read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Unacceptable("", "too_large", Values.PAGE, "a document has at most " + MOST_BYTES + " bytes");
        }
        return new XmlTree().parse(decoded(bytes));
    }

    private static String decoded(byte[] bytes) {
        var charset = charset(bytes);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new Unacceptable(
                    "", "encoding", XML, "the bytes are not " + charset + ", as which they are declared");
        }
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
            return StandardCharsets.UTF_16;
        }
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        String head = new String(bytes, from, Math.min(200, bytes.length - from), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        var charset = ENCODINGS.get(declared.group(1).toUpperCase(Locale.ROOT));
        if (charset == null) {
            throw new Unacceptable(
                    "",
                    "encoding",
                    Values.PAGE,
                    "the encoding is none of UTF-8, UTF-16, GBK, GB2312, GB18030, ISO-8859-1");
        }
        return charset;
    }

    private XmlElement parse(String text) {
        try {
            var stream = factory().createXMLStreamReader(new StringReader(text));
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

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLReporter(null);
        return factory;
    }

    private void take(XMLStreamReader stream, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(stream);
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    open.element().append(stream.getText());
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

    private void begin(XMLStreamReader stream) {
        if (++elements > MOST_ELEMENTS) {
            throw new Unacceptable("", "too_many_elements", Values.PAGE, "more than " + MOST_ELEMENTS + " elements");
        }
        if (open.size() >= DEEPEST) {
            throw new Unacceptable(here(), "too_deep", Values.PAGE, "elements lie more than " + DEEPEST + " deep");
        }
        String namespace = stream.getNamespaceURI() == null ? "" : stream.getNamespaceURI();
        if (namespace.equals(XINCLUDE)) {
            throw new Unacceptable(here(), "no_inclusion", Values.PAGE, "XInclude is refused");
        }
        if (stream.getAttributeCount() > MOST_ATTRIBUTES) {
            throw new Unacceptable(here(), "too_many_attributes", Values.PAGE, "more than " + MOST_ATTRIBUTES);
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
