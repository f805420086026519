package scf.platform.bankapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scf.platform.creditline.BatchRow;
import scf.platform.creditline.Batching;
import scf.platform.creditline.Level;
import scf.platform.creditline.RowAnswer;
import scf.platform.creditline.SubLimit;
import scf.platform.money.Money;
import scf.platform.signing.Times;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// A batch of sub-limits as a bank sends it. Its values are read row by row, so that one bad row is one refusal.
record BatchJson(String batchNo, List<RowJson> rows) {

    static final Pattern PRODUCT = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

    /// An amount as it was written.
    record AmountJson(String amount, String currency) {}

    /// @param level TIER, SUPPLIER or PRODUCT
    /// @param revolving as the limit above, when left out; so are the dates
    record RowJson(
            @Nullable String level,
            @Nullable Integer tier,
            @Nullable String supplierId,
            @Nullable String product,
            @Nullable AmountJson limit,
            @Nullable Boolean revolving,
            @Nullable String effectiveFrom,
            @Nullable String effectiveTo) {}

    /// @param before whether this very batch had been answered before
    record Answer(String batchNo, boolean before, int granted, int refused, List<RowAnswerJson> rows) {

        static Answer of(String batchNo, Batching.Answered answered) {
            var rows = answered.rows().stream().map(RowAnswerJson::of).toList();
            int granted =
                    (int) rows.stream().filter(row -> row.nodeId() != null).count();
            return new Answer(batchNo, answered.before(), granted, rows.size() - granted, rows);
        }
    }

    /// @param row counts from 1
    record RowAnswerJson(
            int row,
            @Nullable NodeId nodeId,
            @Nullable String code,
            @Nullable String detail) {

        static RowAnswerJson of(RowAnswer answer) {
            return switch (answer) {
                case RowAnswer.Granted(int row, var node) -> new RowAnswerJson(row, node, null, null);
                case RowAnswer.Refused(int row, var code, var detail) ->
                    new RowAnswerJson(row, null, code.name(), detail);
            };
        }
    }

    /// What was sent, whatever the spaces and the order of fields in the body.
    String contentHash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(rows.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    List<BatchRow> read() {
        return rows.stream().map(BatchJson::read).toList();
    }

    private static BatchRow read(RowJson row) {
        try {
            var limit = row.limit();
            if (row.level() == null || limit == null) {
                return new BatchRow.Unreadable("level and limit are required");
            }
            String product = row.product();
            if (product != null && !PRODUCT.matcher(product).matches()) {
                return new BatchRow.Unreadable("product: capitals, digits and underscores, such as PAYABLES_FINANCE");
            }
            return new BatchRow.Read(new SubLimit(
                    level(row.level()),
                    row.tier(),
                    row.supplierId() == null ? null : supplier(row.supplierId()),
                    product,
                    Money.parse(limit.amount(), limit.currency()),
                    row.revolving(),
                    row.effectiveFrom() == null ? null : Times.day(row.effectiveFrom()),
                    row.effectiveTo() == null ? null : Times.day(row.effectiveTo())));
        } catch (IllegalArgumentException e) {
            return new BatchRow.Unreadable("wanted: " + e.getMessage());
        }
    }

    private static Level level(String written) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a level, TIER, SUPPLIER or PRODUCT"));
    }

    private static EnterpriseId supplier(String written) {
        try {
            return new EnterpriseId(UUID.fromString(written));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a supplierId, a UUID", e);
        }
    }
}
