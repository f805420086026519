package scf.platform.trade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads comma-separated values (RFC 4180), and those that a Chinese or European spreadsheet separates by semicolons
/// or tabs.
///
/// Fifty lines of our own rather than a library: each limit must bind before the memory is spent, and each fault must
/// name the row that a person sees.
final class Csv {

    private static final String SOURCE = "RFC 4180";

    private final String text;
    private final char separator;
    private final List<List<String>> records = new ArrayList<>();
    private List<String> record = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int at;

    private Csv(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    static Sheet read(byte[] bytes) {
        var records = new Csv(Encodings.decoded(bytes)).records();
        var headings = new LinkedHashMap<Integer, String>();
        var rows = new ArrayList<Sheet.Row>();
        int headingRow = 0;
        for (int i = 0; i < records.size(); i++) {
            var cells = cells(records.get(i));
            if (cells.isEmpty()) {
                continue;
            }
            if (headings.isEmpty()) {
                headingRow = i + 1;
                cells.forEach((column, cell) -> headings.put(column, cell.text()));
            } else {
                rows.add(new Sheet.Row(i + 1, cells));
            }
        }
        return new Sheet(DocumentFormat.CSV, headings, headingRow, rows);
    }

    private static Map<Integer, Sheet.Cell> cells(List<String> record) {
        var cells = new LinkedHashMap<Integer, Sheet.Cell>();
        for (int i = 0; i < record.size(); i++) {
            if (!record.get(i).isBlank()) {
                cells.put(i, new Sheet.Cell(record.get(i).strip(), false));
            }
        }
        return cells;
    }

    /// Whichever stands oftenest in the first line.
    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char sought) {
        return line.chars().filter(c -> c == sought).count();
    }

    private List<List<String>> records() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' && field.isEmpty()) {
                quoted();
            } else if (c == separator) {
                endField();
            } else if (c == '\n' || c == '\r') {
                at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 1 : 0;
                endRecord();
            } else {
                append(c);
            }
            at++;
        }
        if (!field.isEmpty() || !record.isEmpty()) {
            endRecord();
        }
        return records;
    }

    /// Up to the closing quote; two quotes in a row are one that is meant.
    private void quoted() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (c == '"' && !doubled) {
                return;
            }
            at += doubled ? 1 : 0;
            append(c);
        }
        throw new Unacceptable("/rows/" + row(), "quote_is_closed", SOURCE, "a quote is opened and never closed");
    }

    private void append(char c) {
        if (field.length() >= Limits.LONGEST_CELL) {
            throw new Unacceptable(
                    "/rows/" + row(),
                    "too_long",
                    Values.PAGE,
                    "a cell has at most " + Limits.LONGEST_CELL + " characters");
        }
        field.append(c);
    }

    private void endField() {
        if (record.size() >= Limits.MOST_COLUMNS) {
            throw new Unacceptable(
                    "/rows/" + row(), "too_many_columns", Values.PAGE, "more than " + Limits.MOST_COLUMNS + " columns");
        }
        record.add(field.toString());
        field.setLength(0);
    }

    private void endRecord() {
        endField();
        if (records.size() >= Limits.MOST_ROWS) {
            throw new Unacceptable("", "too_many_rows", Values.PAGE, "more than " + Limits.MOST_ROWS + " rows");
        }
        records.add(record);
        record = new ArrayList<>();
    }

    private int row() {
        return records.size() + 1;
    }
}
