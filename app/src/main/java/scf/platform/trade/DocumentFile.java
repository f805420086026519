package scf.platform.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a file holds: one document, or several of which each is answered by itself.
///
/// What it is, its first bytes say; the content type says it only of CSV, which looks like nothing.
///
/// @param several whether it can hold more than one, even if it does not
record DocumentFile(boolean several, List<Piece> pieces) {

    /// A document in the file.
    sealed interface Piece {

        /// Where it stands; null where it is the whole file.
        @Nullable
        String place();

        record Sound(@Nullable String place, ReadDocument document) implements Piece {}

        record Faulty(@Nullable String place, List<Fault> faults) implements Piece {}
    }

    static DocumentFile read(byte[] bytes, boolean csv) {
        if (bytes.length > Limits.MOST_BYTES) {
            throw new Unacceptable("", "too_large", Values.PAGE, "a file has at most " + Limits.MOST_BYTES + " bytes");
        }
        if (Zip.is(bytes)) {
            return zip(bytes);
        }
        return csv ? new DocumentFile(true, SheetReader.read(Csv.read(bytes))) : xml(XmlTree.read(bytes));
    }

    private static DocumentFile zip(byte[] bytes) {
        var zip = Zip.unpack(bytes, name -> Workbook.reads(name) || Ofd.reads(name));
        if (Workbook.is(zip)) {
            return new DocumentFile(true, SheetReader.read(Workbook.read(zip)));
        }
        if (Ofd.is(zip)) {
            var inside = xml(XmlTree.read(Ofd.invoice(zip)));
            return new DocumentFile(
                    inside.several(), inside.pieces().stream().map(Ofd::wrapped).toList());
        }
        throw new Unacceptable("", "known_document", Values.PAGE, "the zip is neither a workbook nor an OFD");
    }

    private static DocumentFile xml(XmlElement root) {
        var documents = documents(root);
        if (documents.size() > Limits.MOST_DOCUMENTS) {
            throw tooMany(root);
        }
        if (documents.size() == 1) {
            return new DocumentFile(
                    false, List.of(new Piece.Sound(null, documents.getFirst().read())));
        }
        return new DocumentFile(
                true, documents.stream().map(DocumentFile::piece).toList());
    }

    private static Unacceptable tooMany(XmlElement root) {
        return new Unacceptable(
                root.path(), "too_many_documents", Values.PAGE, "more than " + Limits.MOST_DOCUMENTS + " documents");
    }

    private static Piece piece(Xml xml) {
        try {
            return new Piece.Sound(xml.root().path(), xml.read());
        } catch (Unacceptable e) {
            return new Piece.Faulty(xml.root().path(), List.of(e.fault()));
        }
    }

    /// An element that is a document, and in which words; without a dialect it is UBL.
    private record Xml(XmlElement root, @Nullable InvoiceDialect dialect, List<Warning> signatures) {

        ReadDocument read() {
            if (dialect == null) {
                return UblReader.read(root);
            }
            var read = DigitalInvoiceReader.read(root, dialect);
            return signatures.isEmpty() ? read : read.with(signatures);
        }
    }

    private static List<Xml> documents(XmlElement root) {
        var own = document(root);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        var signatures = new ArrayList<Warning>();
        root.dropSignatures(signatures);
        var found = new ArrayList<Xml>();
        collect(root, found);
        if (found.isEmpty()) {
            InvoiceDialect.byWords().forEach(dialect -> collectByWords(root, dialect, signatures, found));
        }
        if (found.isEmpty()) {
            throw new Unacceptable(
                    root.path(),
                    "known_document",
                    Values.PAGE,
                    "neither UBL 2 Order, DespatchAdvice, Waybill, ReceiptAdvice, Invoice, CreditNote, RemittanceAdvice"
                            + " nor an invoice in one of its dialects");
        }
        return List.copyOf(found);
    }

    private static Optional<Xml> document(XmlElement element) {
        if (UblReader.reads(element)) {
            return Optional.of(new Xml(element, null, List.of()));
        }
        return InvoiceDialect.ofRoot(element).map(dialect -> new Xml(element, dialect, List.of()));
    }

    private static void collect(XmlElement element, List<Xml> found) {
        for (var child : element.children()) {
            document(child).ifPresentOrElse(found::add, () -> collect(child, found));
        }
    }

    /// As many invoices as there are numbers of one: each is the widest element with that one number in it.
    private static void collectByWords(
            XmlElement root, InvoiceDialect dialect, List<Warning> signatures, List<Xml> found) {
        var numbers = new InvoiceWords(root, dialect).numbers();
        if (numbers.size() == 1) {
            found.add(new Xml(root, dialect, signatures));
            return;
        }
        if (numbers.size() > Limits.MOST_DOCUMENTS) {
            throw tooMany(root);
        }
        for (var number : numbers) {
            var widest = number;
            for (var above = number.parent();
                    above != null && isAlone(number, above, numbers);
                    above = above.parent()) {
                widest = above;
            }
            if (widest == number) {
                throw new Unacceptable(
                        number.path(), "stands_once", Values.PAGE, number.name() + " stands here more than once");
            }
            found.add(new Xml(widest, dialect, signatures));
        }
    }

    private static boolean isAlone(XmlElement number, XmlElement above, List<XmlElement> numbers) {
        return numbers.stream().noneMatch(other -> other != number && other.isBelow(above));
    }
}
