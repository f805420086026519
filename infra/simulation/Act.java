import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A signed business step, as its exact bytes say.
///
/// @param header the fields that were signed
/// @param rows what the header commits to, read
/// @param block where its transaction stands on the ledger; -1 for one that is not there
record Act(String hash, Map<String, Object> header, List<Map<String, Object>> rows, long block, int position) {

    /// @param prepared the row of `ledger.prepared_acts`
    static Act of(Row prepared, byte[][] rows, long block, int position) {
        var read = new ArrayList<Map<String, Object>>();
        for (byte[] row : rows) {
            read.add(Json.object(new String(row, StandardCharsets.UTF_8)));
        }
        return new Act(
                prepared.text("act_hash"),
                Json.object(new String(prepared.bytes("header"), StandardCharsets.UTF_8)),
                read,
                block,
                position);
    }

    String type() {
        return Json.text(header, "type");
    }

    String subject() {
        return Json.text(header, "subject");
    }

    String actor() {
        return Json.text(header, "actor");
    }

    long version() {
        return Json.number(header, "version");
    }

    LocalDate businessDate() {
        return LocalDate.parse(Json.text(header, "businessDate"));
    }

    Instant preparedAt() {
        return Instant.parse(Json.text(header, "preparedAt"));
    }

    /// Of an act with one row, the row.
    Map<String, Object> row() {
        return rows.getFirst();
    }

    /// The hash of an act in a call: that of the header bytes that the caller signed.
    static String hashOf(Map<String, Object> signed) {
        return Hashes.sha256(Base64.getDecoder().decode(Json.text(signed, "header")));
    }
}
