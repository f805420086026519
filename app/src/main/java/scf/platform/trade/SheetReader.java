package scf.platform.trade;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Reads the rows of a CSV file or a workbook: a row per line, the rows of one number are one document.
///
/// Each document is answered by itself, with the row and the heading of what is wrong. The rows become the JSON rows
/// of an ERP, so that one rule has one name wherever a document comes from.
///
/// Twenty digits do not fit into the binary number that a spreadsheet keeps: it has kept fifteen of them and shows
/// zeros for the rest, or `2.6352E+19`. Such a number is refused by name, because the invoice that was meant is lost.
final class SheetReader {

    private static final String SOURCE = "IEEE 754, ECMA-376";

    /// A binary number keeps this many decimal digits, whatever the cell shows.
    private static final int EXACT_DIGITS = 15;

    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d{1,4}");
    private static final Pattern BINARY = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:-|/|\\.|年)?(\\d{1,2})(?:-|/|\\.|月)?(\\d{1,2})日?(?:[ T].*)?", Pattern.DOTALL);

    /// Day 1 of a workbook is 1900-01-01, and its day 60 never was: from day 61 on the days count from here.
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private static final Map<String, DocumentKind> KINDS = Map.ofEntries(
            Map.entry("合同", DocumentKind.CONTRACT),
            Map.entry("订单", DocumentKind.ORDER),
            Map.entry("发货单", DocumentKind.DESPATCH),
            Map.entry("运单", DocumentKind.WAYBILL),
            Map.entry("收货单", DocumentKind.RECEIPT),
            Map.entry("验收单", DocumentKind.RECEIPT),
            Map.entry("发票", DocumentKind.INVOICE),
            Map.entry("红字发票", DocumentKind.CREDIT_NOTE),
            Map.entry("贷记单", DocumentKind.CREDIT_NOTE),
            Map.entry("付款", DocumentKind.PAYMENT),
            Map.entry("付款单", DocumentKind.PAYMENT));

    /// Columns that speak of a line; all others speak of the document and say the same in each of its rows.
    private static final Set<Column> OF_A_LINE = Set.of(
            Column.LINE,
            Column.ORDER_LINE,
            Column.ITEM,
            Column.BUYER_ITEM,
            Column.NAME,
            Column.QUANTITY,
            Column.UNIT,
            Column.PRICE,
            Column.NET);

    private final Sheet sheet;
    private final Map<Integer, Column> columns;

    private SheetReader(Sheet sheet, Map<Integer, Column> columns) {
        this.sheet = sheet;
        this.columns = columns;
    }

    static List<DocumentFile.Piece> read(Sheet sheet) {
        return new SheetReader(sheet, columns(sheet)).pieces();
    }

    private static Map<Integer, Column> columns(Sheet sheet) {
        var columns = new LinkedHashMap<Integer, Column>();
        for (var heading : sheet.headings().entrySet()) {
            var column = Column.of(heading.getValue());
            if (column.isPresent() && columns.containsValue(column.get())) {
                throw new Unacceptable(
                        "/rows/" + sheet.headingRow() + "/" + column.get().field(),
                        "stands_once",
                        Values.PAGE,
                        "two columns are headed as one and the same");
            }
            column.ifPresent(known -> columns.put(heading.getKey(), known));
        }
        if (!columns.containsValue(Column.NUMBER)) {
            throw new Unacceptable(
                    "/rows/" + Math.max(1, sheet.headingRow()) + "/number",
                    "required",
                    Values.PAGE,
                    "no column is headed number (单据号码, 发票号码)");
        }
        if (sheet.rows().isEmpty()) {
            throw new Unacceptable("", "required", Values.PAGE, "there is no row below the headings");
        }
        return columns;
    }

    /// One row with its cells by meaning.
    private record Line(int row, Map<Column, Sheet.Cell> cells) {

        boolean isOfAnArticle() {
            return OF_A_LINE.stream().anyMatch(cells::containsKey);
        }
    }

    private List<DocumentFile.Piece> pieces() {
        var documents = new LinkedHashMap<List<String>, List<Line>>();
        for (var row : sheet.rows()) {
            var cells = new EnumMap<Column, Sheet.Cell>(Column.class);
            row.cells().forEach((position, cell) -> {
                var column = columns.get(position);
                if (column != null) {
                    cells.put(column, cell);
                }
            });
            if (!cells.isEmpty()) {
                documents
                        .computeIfAbsent(identity(cells), _ -> new ArrayList<>())
                        .add(new Line(row.number(), cells));
            }
        }
        if (documents.size() > Limits.MOST_DOCUMENTS) {
            throw new Unacceptable(
                    "", "too_many_documents", Values.PAGE, "more than " + Limits.MOST_DOCUMENTS + " documents");
        }
        return documents.values().stream().map(this::piece).toList();
    }

    /// Rows of one kind, number, code and seller are one document.
    private static List<String> identity(Map<Column, Sheet.Cell> cells) {
        return Stream.of(Column.KIND, Column.NUMBER, Column.CODE, Column.SELLER)
                .map(column -> cells.containsKey(column) ? cells.get(column).text() : "")
                .toList();
    }

    private DocumentFile.Piece piece(List<Line> lines) {
        String place = place(lines);
        try {
            return new DocumentFile.Piece.Sound(place, document(lines));
        } catch (Unacceptable e) {
            return new DocumentFile.Piece.Faulty(place, List.of(inRows(e.fault(), lines)));
        }
    }

    private static String place(List<Line> lines) {
        int first = lines.getFirst().row();
        int last = lines.getLast().row();
        return first == last ? "row " + first : "rows " + first + "-" + last;
    }

    /// From the pointer into the JSON rows to the row of the sheet.
    private static Fault inRows(Fault fault, List<Line> lines) {
        if (fault.field().startsWith("/rows/")) {
            return fault;
        }
        String[] steps = fault.field().split("/", -1);
        boolean ofLine = steps.length > 2 && steps[1].equals("lines");
        var articles = lines.stream().filter(Line::isOfAnArticle).toList();
        var line = ofLine ? articles.get(Integer.parseInt(steps[2])) : lines.getFirst();
        String column = ofLine ? (steps.length > 3 ? steps[3] : "") : (steps.length > 1 ? steps[1] : "");
        return new Fault("/rows/" + line.row() + "/" + column, fault.rule(), fault.source(), fault.message());
    }

    private ReadDocument document(List<Line> lines) {
        var warnings = new LinkedHashSet<Warning>();
        var head = new Head(lines, warnings);
        var read = RowsReader.read(rows(head));
        warnings.addAll(read.warnings());
        return read.in(
                sheet.format(), warnings.stream().limit(Limits.MOST_WARNINGS).toList());
    }

    private static DocumentRows rows(Head head) {
        return switch (head.kind()) {
            case CONTRACT ->
                new DocumentRows.ContractRows(
                        head.need(Column.NUMBER),
                        head.needDay(Column.DATE),
                        head.seller(),
                        head.buyer(),
                        null,
                        null,
                        head.unsigned(Column.PAYABLE),
                        head.lines());
            case ORDER ->
                new DocumentRows.OrderRows(
                        head.need(Column.NUMBER),
                        head.needDay(Column.DATE),
                        head.seller(),
                        head.buyer(),
                        head.text(Column.CONTRACT_NUMBER),
                        head.day(Column.DELIVERED_ON),
                        head.unsigned(Column.PAYABLE),
                        null,
                        null,
                        head.lines());
            case DESPATCH ->
                new DocumentRows.DespatchRows(
                        head.need(Column.NUMBER),
                        head.needDay(Column.DATE),
                        head.seller(),
                        head.buyer(),
                        head.text(Column.ORDER_NUMBER),
                        head.text(Column.CARRIER),
                        head.text(Column.VEHICLE),
                        head.text(Column.FROM),
                        head.text(Column.TO),
                        null,
                        null,
                        null,
                        head.lines());
            case WAYBILL -> waybill(head);
            case RECEIPT ->
                new DocumentRows.ReceiptRows(
                        head.need(Column.NUMBER),
                        head.needDay(Column.DATE),
                        head.seller(),
                        head.buyer(),
                        head.text(Column.ORDER_NUMBER),
                        head.text(Column.DESPATCH_NUMBER),
                        head.day(Column.DELIVERED_ON),
                        head.lines());
            case INVOICE -> invoice(head);
            case CREDIT_NOTE ->
                new DocumentRows.CreditNoteRows(
                        head.text(Column.CODE),
                        head.need(Column.NUMBER),
                        head.needDay(Column.DATE),
                        head.seller(),
                        head.buyer(),
                        head.need(Column.INVOICE_NUMBER),
                        head.needAmount(Column.PAYABLE),
                        head.lines());
            case PAYMENT -> payment(head);
        };
    }

    private static DocumentRows waybill(Head head) {
        return new DocumentRows.WaybillRows(
                head.need(Column.NUMBER),
                head.needDay(Column.DATE),
                head.seller(),
                head.buyer(),
                head.mode(),
                head.text(Column.ORDER_NUMBER),
                head.text(Column.DESPATCH_NUMBER),
                head.text(Column.CARRIER),
                null,
                null,
                head.text(Column.VEHICLE),
                null,
                head.text(Column.FROM),
                head.text(Column.TO),
                null,
                null,
                null,
                null,
                head.lines());
    }

    private static DocumentRows invoice(Head head) {
        return new DocumentRows.InvoiceRows(
                head.text(Column.CODE),
                head.need(Column.NUMBER),
                head.text(Column.CHECK_CODE),
                head.needDay(Column.DATE),
                head.seller(),
                head.buyer(),
                head.text(Column.CONTRACT_NUMBER),
                head.text(Column.ORDER_NUMBER),
                head.day(Column.DUE_DATE),
                head.day(Column.DELIVERED_ON),
                head.needAmount(Column.PAYABLE),
                head.amount(Column.PREPAID),
                head.amount(Column.AMOUNT),
                head.amount(Column.TAX),
                head.text(Column.INVOICE_NUMBER),
                head.lines());
    }

    private static DocumentRows payment(Head head) {
        var paid = head.unsigned(Column.PAYABLE);
        if (paid == null) {
            throw head.missing(Column.PAYABLE);
        }
        return new DocumentRows.PaymentRows(
                head.need(Column.NUMBER),
                head.needDay(Column.DATE),
                new DocumentRows.AccountRow(
                        head.text(Column.BUYER), head.text(Column.BUYER_NAME), head.text(Column.PAYER_ACCOUNT)),
                new DocumentRows.AccountRow(
                        head.text(Column.SELLER), head.text(Column.SELLER_NAME), head.text(Column.PAYEE_ACCOUNT)),
                paid,
                head.text(Column.PURPOSE),
                head.text(Column.INVOICE_NUMBER));
    }

    /// The cells of one document: what speaks of it as a whole may stand in one of its rows or in all.
    private static final class Head {

        private final List<Line> lines;
        private final Set<Warning> warnings;

        Head(List<Line> lines, Set<Warning> warnings) {
            this.lines = lines;
            this.warnings = warnings;
        }

        DocumentKind kind() {
            String word = text(Column.KIND);
            if (word == null) {
                return DocumentKind.INVOICE;
            }
            var chinese = KINDS.get(word);
            if (chinese != null) {
                return chinese;
            }
            try {
                return DocumentKind.valueOf(
                        word.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
            } catch (IllegalArgumentException _) {
                throw fault(first(Column.KIND), Column.KIND, "known_document", "this is no kind of document");
            }
        }

        DocumentRows.@Nullable Mode mode() {
            String word = text(Column.MODE);
            if (word == null) {
                return null;
            }
            return switch (word.toUpperCase(Locale.ROOT)) {
                case "公路", "ROAD" -> DocumentRows.Mode.ROAD;
                case "铁路", "RAIL" -> DocumentRows.Mode.RAIL;
                case "水路", "WATER" -> DocumentRows.Mode.WATER;
                case "航空", "AIR" -> DocumentRows.Mode.AIR;
                case "多式联运", "MULTIMODAL" -> DocumentRows.Mode.MULTIMODAL;
                default -> throw fault(first(Column.MODE), Column.MODE, "known_mode", "this is no way to travel");
            };
        }

        private Line first(Column column) {
            return lines.stream()
                    .filter(line -> line.cells().containsKey(column))
                    .findFirst()
                    .orElseGet(lines::getFirst);
        }

        @Nullable
        String text(Column column) {
            String found = null;
            for (var line : lines) {
                var cell = line.cells().get(column);
                String said = cell == null ? null : text(line, column, cell);
                if (found != null && said != null && !found.equals(said)) {
                    throw fault(line, column, "rows_agree", "the rows of one document say different things here");
                }
                found = found == null ? said : found;
            }
            return found;
        }

        String need(Column column) {
            String text = text(column);
            if (text == null) {
                throw missing(column);
            }
            return text;
        }

        Unacceptable missing(Column column) {
            return fault(lines.getFirst(), column, "required", "this cell is empty");
        }

        @Nullable
        LocalDate day(Column column) {
            String text = text(column);
            return text == null ? null : LocalDate.parse(text);
        }

        LocalDate needDay(Column column) {
            return LocalDate.parse(need(column));
        }

        DocumentRows.@Nullable AmountRow amount(Column column) {
            String text = text(column);
            String currency = text(Column.CURRENCY);
            return text == null ? null : new DocumentRows.AmountRow(text, currency == null ? "CNY" : currency);
        }

        DocumentRows.AmountRow needAmount(Column column) {
            var amount = amount(column);
            if (amount == null) {
                throw missing(column);
            }
            return amount;
        }

        @Nullable
        Money unsigned(Column column) {
            var amount = amount(column);
            return amount == null ? null : Values.money("/" + column.field(), amount);
        }

        DocumentRows.PartyRow seller() {
            return new DocumentRows.PartyRow(text(Column.SELLER), text(Column.SELLER_NAME));
        }

        DocumentRows.PartyRow buyer() {
            return new DocumentRows.PartyRow(text(Column.BUYER), text(Column.BUYER_NAME));
        }

        List<DocumentRows.LineRow> lines() {
            var rows = new ArrayList<DocumentRows.LineRow>();
            String currency = text(Column.CURRENCY);
            for (var line : lines) {
                if (line.isOfAnArticle()) {
                    rows.add(line(line, rows.size() + 1, currency == null ? "CNY" : currency));
                }
            }
            return rows;
        }

        private DocumentRows.LineRow line(Line line, int position, String currency) {
            String number = of(line, Column.LINE);
            String net = of(line, Column.NET);
            return new DocumentRows.LineRow(
                    number == null ? Integer.toString(position) : number,
                    of(line, Column.ORDER_LINE),
                    of(line, Column.ITEM),
                    of(line, Column.BUYER_ITEM),
                    of(line, Column.NAME),
                    of(line, Column.QUANTITY),
                    of(line, Column.UNIT),
                    of(line, Column.PRICE),
                    net == null ? null : new DocumentRows.AmountRow(net, currency));
        }

        private @Nullable String of(Line line, Column column) {
            var cell = line.cells().get(column);
            return cell == null ? null : text(line, column, cell);
        }

        private String text(Line line, Column column, Sheet.Cell cell) {
            return switch (column.holds()) {
                case WORDS -> cell.text();
                case NUMBER -> number(line, column, cell);
                case DECIMAL -> decimal(line, column, cell);
                case DATE -> date(line, column, cell);
            };
        }

        private String number(Line line, Column column, Sheet.Cell cell) {
            String text = unquoted(line, column, cell.text());
            if (EXPONENT.matcher(text).matches()) {
                throw lostDigits(line, column, text);
            }
            if (!cell.numeric()) {
                if (text.matches("\\d{15}0{5}")) {
                    warn(line, column, "digits_may_be_lost", "the last five of twenty digits are zeros");
                }
                return text;
            }
            var value = binary(line, column, text);
            if (value.stripTrailingZeros().scale() > 0
                    || value.toBigInteger().toString().length() > EXACT_DIGITS) {
                throw lostDigits(line, column, text);
            }
            if (column != Column.LINE && column != Column.ORDER_LINE) {
                warn(line, column, "number_cell", "the cell is a number and not text: zeros at its beginning are lost");
            }
            return value.toBigInteger().toString();
        }

        private static Unacceptable lostDigits(Line line, Column column, String text) {
            return new Unacceptable(
                    field(line, column),
                    "number_lost_digits",
                    SOURCE,
                    "%s was kept as a binary number, which has %d exact digits: format the column as text"
                            .formatted(text, EXACT_DIGITS));
        }

        /// Two spellings by which people keep a spreadsheet from counting: `'0123` and `="0123"`.
        private static String unquoted(Line line, Column column, String text) {
            if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
                return text.substring(2, text.length() - 1).strip();
            }
            if (text.startsWith("=")) {
                throw fault(line, column, "no_formulas", "a formula stands here; hand in values");
            }
            return text.startsWith("'") ? text.substring(1).strip() : text;
        }

        private static BigDecimal binary(Line line, Column column, String text) {
            if (!BINARY.matcher(text).matches()) {
                throw fault(line, column, "decimal", "this is no number");
            }
            var value = new BigDecimal(text);
            if (value.precision() - value.scale() > 40 || value.scale() > 400) {
                throw fault(line, column, "decimal", "this number is larger than any that is written");
            }
            return value;
        }

        /// A binary 19.99 is 19.989999999999998: its fifteen exact digits are what was typed.
        private static String decimal(Line line, Column column, Sheet.Cell cell) {
            if (!cell.numeric()) {
                String text = Values.plainNumber(unquoted(line, column, cell.text()));
                if (EXPONENT.matcher(text).matches()) {
                    throw lostDigits(line, column, text);
                }
                return text;
            }
            return binary(line, column, cell.text())
                    .round(new MathContext(EXACT_DIGITS))
                    .stripTrailingZeros()
                    .toPlainString();
        }

        private static String date(Line line, Column column, Sheet.Cell cell) {
            if (cell.numeric() && cell.text().matches("\\d{1,5}(\\.\\d+)?")) {
                int day = Integer.parseInt(cell.text().replaceFirst("\\..*", ""));
                if (day > 60) {
                    return DAY_ZERO.plusDays(day).toString();
                }
            }
            var written = DATE.matcher(cell.text());
            if (!written.matches()) {
                throw fault(line, column, "date", "this is not a date like 2026-09-21");
            }
            return Values.date(
                            field(line, column),
                            "%s-%2s-%2s"
                                    .formatted(written.group(1), written.group(2), written.group(3))
                                    .replace(' ', '0'))
                    .toString();
        }

        private void warn(Line line, Column column, String code, String message) {
            warnings.add(new Warning(code, field(line, column), message));
        }

        private static String field(Line line, Column column) {
            return "/rows/" + line.row() + "/" + column.field();
        }

        private static Unacceptable fault(Line line, Column column, String rule, String message) {
            return new Unacceptable(field(line, column), rule, Values.PAGE, message);
        }
    }
}
