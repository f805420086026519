package scf.platform.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// 版式文件 OFD (GB/T 33190): pages for people, and beside them the invoice's own XML, which is read.
final class Ofd {

    /// `Attach` in the standard's examples, `Attachs` in files of the tax bureau.
    private static final Pattern INVOICE = Pattern.compile("Doc_\\d{1,3}/Attachs?/original_invoice\\.xml");

    private Ofd() {}

    static boolean is(Zip zip) {
        return zip.names().contains("OFD.xml") || zip.names().stream().anyMatch(Ofd::reads);
    }

    static boolean reads(String name) {
        return INVOICE.matcher(name).matches();
    }

    /// An OFD of two invoices would be two documents in one: which one the pages show, nobody could say.
    static byte[] invoice(Zip zip) {
        List<String> invoices = zip.names().stream().filter(Ofd::reads).toList();
        if (invoices.isEmpty()) {
            throw new Unacceptable(
                    "Doc_0/Attach/original_invoice.xml",
                    "required",
                    Values.PAGE,
                    "this OFD has no XML of an invoice in it: its pages are pictures, and are not read");
        }
        if (invoices.size() > 1) {
            throw new Unacceptable(invoices.get(1), "stands_once", Values.PAGE, "this OFD holds more than one invoice");
        }
        return zip.need(invoices.getFirst());
    }

    static DocumentFile.Piece wrapped(DocumentFile.Piece piece) {
        return switch (piece) {
            case DocumentFile.Piece.Faulty faulty -> faulty;
            case DocumentFile.Piece.Sound(String place, ReadDocument document) -> {
                var warnings = new ArrayList<>(document.warnings());
                warnings.add(new Warning(
                        "pages_not_read", "", "what the pages of the OFD show was not compared with the XML in it"));
                yield new DocumentFile.Piece.Sound(place, document.in(DocumentFormat.OFD, warnings));
            }
        };
    }
}
