package scf.platform.enterpriseapi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.trade.DocumentFormat;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.DocumentLine;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.Warning;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// A trade document as its seller and its buyer see it: what was read, and what was not.
record TradeDocumentJson(
        DocumentId id,
        DocumentKind kind,
        DocumentFormat format,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable LocalDate deliveredOn,
        @Nullable String orderNumber,
        @Nullable String despatchNumber,
        @Nullable String invoiceNumber,
        @Nullable Money payable,
        List<LineJson> lines,
        Map<String, String> details,
        EnterpriseId sellerId,
        EnterpriseId buyerId,
        String sellerIdentifier,
        String buyerIdentifier,
        EnterpriseId uploaderId,
        Instant uploadedAt,
        String mediaType,
        String sha256,
        List<Warning> warnings) {

    /// Quantities and prices are decimals in strings, for the same reason as amounts.
    record LineJson(
            String line,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String buyerItem,
            @Nullable String standardItem,
            @Nullable String name,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String price,
            @Nullable Money net) {

        static LineJson of(DocumentLine line, @Nullable Currency currency) {
            Long net = line.netMinor();
            return new LineJson(
                    line.lineNo(),
                    line.orderLineNo(),
                    line.sellerItem(),
                    line.buyerItem(),
                    line.standardItem(),
                    line.itemName(),
                    plain(line.quantity()),
                    line.unit(),
                    plain(line.price()),
                    net == null || currency == null ? null : new Money(currency, net));
        }

        private static @Nullable String plain(@Nullable BigDecimal decimal) {
            return decimal == null ? null : decimal.toPlainString();
        }
    }

    static TradeDocumentJson of(TradeDocument document) {
        var payable = document.payable();
        var currency = payable == null ? null : payable.currency();
        return new TradeDocumentJson(
                document.id(),
                document.kind(),
                document.format(),
                document.number(),
                document.issueDate(),
                document.dueDate(),
                document.deliveredOn(),
                document.orderNumber(),
                document.despatchNumber(),
                document.invoiceNumber(),
                payable,
                document.lines().stream()
                        .map(line -> LineJson.of(line, currency))
                        .toList(),
                document.details(),
                document.seller(),
                document.buyer(),
                document.sellerIdentifier(),
                document.buyerIdentifier(),
                document.uploader(),
                document.uploadedAt(),
                document.mediaType(),
                document.sha256(),
                document.warnings());
    }
}
