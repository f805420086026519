package scf.platform.trade;

/// How much of anything a document may have. All limits stand here, each with its reason: documents come from
/// strangers, and whatever has no end is used to fill a memory.
final class Limits {

    /// A body of the signed door, see `signing`: more never arrives here.
    static final int MOST_BYTES = 2 * 1024 * 1024;

    /// UBL nests to nine levels, a 数电票 to six; a parser's stack and our own recursion end far beyond forty.
    static final int DEEPEST = 40;

    /// An invoice line of UBL has some thirty elements: this is a thousand lines and their surroundings.
    static final int MOST_ELEMENTS = 50_000;

    /// No element of any format here has more than five. Each costs a lookup among the others.
    static final int MOST_ATTRIBUTES = 32;

    /// What one element or attribute says. The longest that was met is a base64 signature of four thousand.
    static final int LONGEST_ELEMENT = 64 * 1024;

    /// Lines of one document: each is compared with each line of the order.
    static final int MOST_LINES = 1_000;

    /// Documents in one file: they are filed in one transaction, which others wait for.
    static final int MOST_DOCUMENTS = 500;

    /// Rows of a sheet: a batch of a thousand, with several lines each.
    static final int MOST_ROWS = 5_000;

    /// Columns of a sheet: three times as many as have a meaning.
    static final int MOST_COLUMNS = 100;

    /// What one cell says.
    static final int LONGEST_CELL = 1_000;

    /// Cells of a workbook's sheet, and words in its table of shared strings.
    static final int MOST_CELLS = 100_000;

    /// A workbook writes cells as elements of elements: a row of twenty cells has forty.
    static final int MOST_ELEMENTS_OF_A_SHEET = 250_000;

    /// Files in a zip: an OFD of one page has thirty, a workbook a dozen.
    static final int MOST_ENTRIES = 200;

    /// Bytes of one file in a zip, unpacked, if it is read at all.
    static final int MOST_BYTES_OF_AN_ENTRY = 16 * 1024 * 1024;

    /// Bytes of all files in a zip, unpacked. They are counted as they come, whatever the zip says of itself.
    static final int MOST_BYTES_UNPACKED = 32 * 1024 * 1024;

    /// Unpacked over packed. XML of a sheet comes to thirty; deflate ends at a thousand.
    static final int MOST_TIMES_PACKED = 100;

    static final int LONGEST_NUMBER = 64;
    static final int LONGEST_TEXT = 200;

    static final int MOST_WARNINGS = 50;

    static final int MOST_PAYMENTS_OF_A_TRIP = 50;

    /// Documents of one family: an order that is delivered and invoiced daily has some hundreds a year.
    static final int MOST_OF_A_FAMILY = 1_000;

    private Limits() {}
}
