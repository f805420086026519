package scf.platform.trade;

import java.util.List;
import java.util.Map;

/// A table as a person sees it: rows under a row of headings.
///
/// @param format from which kind of file it came
/// @param headings by position, from zero
record Sheet(DocumentFormat format, Map<Integer, String> headings, int headingRow, List<Row> rows) {

    /// @param number as the person counts: the headings stand in row 1
    /// @param cells by position, from zero; what is empty is not there
    record Row(int number, Map<Integer, Cell> cells) {}

    /// @param numeric a workbook keeps this as a binary number, of which fifteen digits are exact
    record Cell(String text, boolean numeric) {}
}
