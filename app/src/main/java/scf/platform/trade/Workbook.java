package scf.platform.trade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the first sheet of a workbook (XLSX, ECMA-376).
///
/// Our own reader rather than a library: what a library kindly hides is what is asked here — whether a cell holds text
/// or a binary number, whether a formula made it, whether the file points elsewhere — and the zip and the XML in it
/// must pass the same limits as every other file of strangers.
///
/// Refused are formulas, because the value beside one is whatever the last program wrote there; links to other
/// files; macros; cells that show an error.
final class Workbook {

    private static final String SOURCE = "ECMA-376";

    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");

    private final Zip zip;
    private final List<String> shared;
    private int cells;

    private Workbook(Zip zip) {
        this.zip = zip;
        this.shared = sharedStrings();
    }

    static boolean is(Zip zip) {
        return zip.names().contains("xl/workbook.xml");
    }

    static boolean reads(String name) {
        return name.equals("xl/workbook.xml")
                || name.equals("xl/_rels/workbook.xml.rels")
                || name.equals("xl/sharedStrings.xml")
                || name.startsWith("xl/worksheets/");
    }

    static Sheet read(Zip zip) {
        zip.names().forEach(Workbook::refuseDangers);
        return new Workbook(zip).sheet();
    }

    private static void refuseDangers(String name) {
        if (name.startsWith("xl/externalLinks/")
                || name.equals("xl/connections.xml")
                || name.startsWith("xl/queryTables/")
                || name.startsWith("xl/embeddings/")) {
            throw new Unacceptable(name, "no_external_links", Values.PAGE, "the workbook points to other files");
        }
        if (name.endsWith("vbaProject.bin") || name.startsWith("xl/macrosheets/") || name.startsWith("xl/activeX/")) {
            throw new Unacceptable(name, "no_macros", Values.PAGE, "the workbook holds a program");
        }
    }

    private List<String> sharedStrings() {
        var found = zip.find("xl/sharedStrings.xml"::equals);
        if (found.isEmpty()) {
            return List.of();
        }
        var strings = new ArrayList<String>();
        for (var item :
                XmlTree.readPart(found.get(), Limits.MOST_ELEMENTS_OF_A_SHEET).all("si")) {
            strings.add(words(item));
        }
        return List.copyOf(strings);
    }

    /// The text of a string, in one run or several; how it is pronounced (`rPh`) is left out.
    private static String words(XmlElement item) {
        var words = new StringBuilder();
        item.all("t").forEach(text -> words.append(text.text()));
        item.all("r").forEach(run -> run.all("t").forEach(text -> words.append(text.text())));
        return words.toString();
    }

    private Sheet sheet() {
        var workbook = XmlTree.readPart(zip.need("xl/workbook.xml"), Limits.MOST_ELEMENTS);
        var sheets = workbook.need("sheets").all("sheet");
        if (sheets.isEmpty()) {
            throw new Unacceptable("xl/workbook.xml", "required", SOURCE, "the workbook has no sheet");
        }
        String id = sheets.getFirst().attribute("id");
        String part = part(id == null ? "" : id);
        var data = XmlTree.readPart(zip.need(part), Limits.MOST_ELEMENTS_OF_A_SHEET)
                .need("sheetData");
        var headings = new LinkedHashMap<Integer, String>();
        var rows = new ArrayList<Sheet.Row>();
        int headingRow = 0;
        int number = 0;
        for (var row : data.all("row")) {
            number = number(row, number + 1);
            var found = cells(row, number);
            if (found.isEmpty()) {
                continue;
            }
            if (headings.isEmpty()) {
                headingRow = number;
                found.forEach((column, cell) -> headings.put(column, cell.text()));
            } else if (rows.size() >= Limits.MOST_ROWS) {
                throw new Unacceptable("", "too_many_rows", Values.PAGE, "more than " + Limits.MOST_ROWS + " rows");
            } else {
                rows.add(new Sheet.Row(number, found));
            }
        }
        return new Sheet(DocumentFormat.XLSX, headings, headingRow, rows);
    }

    /// Which file of the zip is the sheet.
    private String part(String id) {
        var relations = XmlTree.readPart(zip.need("xl/_rels/workbook.xml.rels"), Limits.MOST_ELEMENTS);
        for (var relation : relations.all("Relationship")) {
            if ("External".equals(relation.attribute("TargetMode"))) {
                throw new Unacceptable(
                        "xl/_rels/workbook.xml.rels",
                        "no_external_links",
                        Values.PAGE,
                        "the workbook points to other files");
            }
        }
        for (var relation : relations.all("Relationship")) {
            String target = relation.attribute("Target");
            if (id.equals(relation.attribute("Id")) && target != null) {
                return target.startsWith("/") ? target.substring(1) : "xl/" + target;
            }
        }
        throw new Unacceptable("xl/_rels/workbook.xml.rels", "required", SOURCE, "the first sheet is nowhere");
    }

    private static int number(XmlElement row, int next) {
        String stated = row.attribute("r");
        if (stated == null) {
            return next;
        }
        if (!stated.matches("[1-9]\\d{0,6}") || Integer.parseInt(stated) < next) {
            throw new Unacceptable(row.path(), "rows_in_order", SOURCE, "the rows are not numbered upwards");
        }
        return Integer.parseInt(stated);
    }

    private Map<Integer, Sheet.Cell> cells(XmlElement row, int number) {
        var found = new LinkedHashMap<Integer, Sheet.Cell>();
        int next = 0;
        for (var cell : row.all("c")) {
            int column = column(cell, next, number);
            next = column + 1;
            if (++cells > Limits.MOST_CELLS) {
                throw new Unacceptable("", "too_many_rows", Values.PAGE, "more than " + Limits.MOST_CELLS + " cells");
            }
            var read = cell(cell, "/rows/" + number);
            if (!read.text().isBlank()) {
                found.put(column, new Sheet.Cell(read.text().strip(), read.numeric()));
            }
        }
        return found;
    }

    private static int column(XmlElement cell, int next, int row) {
        String place = cell.attribute("r");
        if (place == null) {
            return next;
        }
        var form = CELL.matcher(place);
        int column = 0;
        if (form.matches()) {
            for (char letter : form.group(1).toCharArray()) {
                column = column * 26 + (letter - 'A' + 1);
            }
        }
        if (column - 1 < next) {
            throw new Unacceptable(
                    "/rows/" + row, "cells_in_order", SOURCE, "the cells are not named from left to right");
        }
        if (column > Limits.MOST_COLUMNS) {
            throw new Unacceptable(
                    "/rows/" + row, "too_many_columns", Values.PAGE, "more than " + Limits.MOST_COLUMNS + " columns");
        }
        return column - 1;
    }

    private Sheet.Cell cell(XmlElement cell, String field) {
        if (cell.one("f") != null) {
            throw new Unacceptable(
                    field,
                    "no_formulas",
                    Values.PAGE,
                    "cell %s is a formula; hand in values".formatted(cell.attribute("r")));
        }
        String type = cell.attribute("t");
        var value = cell.one("v");
        String raw = value == null ? "" : value.text().strip();
        var read = switch (type == null ? "n" : type) {
            case "s" -> new Sheet.Cell(shared(raw, field), false);
            case "inlineStr" -> {
                var words = cell.one("is");
                yield new Sheet.Cell(words == null ? "" : words(words), false);
            }
            case "n" -> new Sheet.Cell(raw, true);
            case "str", "d", "b" -> new Sheet.Cell(raw, false);
            default ->
                throw new Unacceptable(
                        field, "no_errors", Values.PAGE, "cell %s shows an error".formatted(cell.attribute("r")));
        };
        if (read.text().length() > Limits.LONGEST_CELL) {
            throw new Unacceptable(
                    field, "too_long", Values.PAGE, "a cell has at most " + Limits.LONGEST_CELL + " characters");
        }
        return read;
    }

    private String shared(String index, String field) {
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= shared.size()) {
            throw new Unacceptable(field, "required", SOURCE, "the cell names a text that is not there");
        }
        return shared.get(Integer.parseInt(index));
    }
}
