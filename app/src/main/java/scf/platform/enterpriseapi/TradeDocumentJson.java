package scf.platform.enterpriseapi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.trade.Countersignature;
import scf.platform.trade.DocumentFormat;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.DocumentLine;
import scf.platform.trade.DocumentStanding;
import scf.platform.trade.Grade;
import scf.platform.trade.Stream;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.Verification;
import scf.platform.trade.Warning;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// A trade document as its seller and its buyer see it: what was read, what was not, and what stands behind it.
///
/// @param part where in the file it stands, where the file holds more than this document
/// @param grade what the document is worth as evidence in its stream
record TradeDocumentJson(
        DocumentId id,
        DocumentKind kind,
        DocumentFormat format,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable LocalDate deliveredOn,
        @Nullable String contractNumber,
        @Nullable String orderNumber,
        @Nullable String despatchNumber,
        @Nullable String invoiceNumber,
        @Nullable Money payable,
        @Nullable Money prepaid,
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
        @Nullable String part,
        Stream stream,
        Grade grade,
        @Nullable Countersignature countersignature,
        List<Verification> verifications,
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

    static TradeDocumentJson of(TradeDocument document, DocumentStanding standing) {
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
                document.contractNumber(),
                document.orderNumber(),
                document.despatchNumber(),
                document.invoiceNumber(),
                payable,
                document.prepaid(),
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
                document.part(),
                document.kind().stream(),
                standing.grade(),
                standing.countersignature(),
                standing.verifications(),
                document.warnings());
    }
}
