package scf.platform.trade;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The one way in which XML from strangers is opened, for documents and for banks' messages: no document type, no
/// entity, nothing fetched.
///
/// What a reader does with the elements is its own affair, and so is an end to their size, depth and number; how the
/// stream is shut against the outside must not differ between two of them.
public final class StrangersXml {

    private StrangersXml() {}

    public static XMLStreamReader open(String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLReporter(null);
        return factory.createXMLStreamReader(new StringReader(text));
    }
}
