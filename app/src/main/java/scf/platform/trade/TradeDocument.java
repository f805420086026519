package scf.platform.trade;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// A trade document as it is kept: what was read from it, beside its very bytes.
///
/// @param number as its issuer writes it
/// @param contractNumber the contract that it names, where it does
/// @param orderNumber the order that it names, where it does
/// @param invoiceNumber the invoice that a credit note or a payment names, where it does
/// @param payable what is to be paid; of an invoice the financeable amount, after prepaid amounts and rounding
/// @param prepaid what was paid before the invoice and is no longer payable
/// @param deliveredOn of a receipt the day of acceptance, of a despatch or invoice the day of delivery it states
/// @param details fields of one kind only: carrier and vehicle of a waybill, the accounts of a payment
/// @param sha256 of the original bytes, in lower hex
/// @param part where in the file it stands, where the file holds more than this document
public record TradeDocument(
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
        List<DocumentLine> lines,
        Map<String, String> details,
        EnterpriseId seller,
        EnterpriseId buyer,
        String sellerIdentifier,
        String buyerIdentifier,
        EnterpriseId uploader,
        String uploadedBy,
        Instant uploadedAt,
        String mediaType,
        String sha256,
        @Nullable String part,
        List<Warning> warnings) {

    public TradeDocument {
        lines = List.copyOf(lines);
        details = Map.copyOf(details);
        warnings = List.copyOf(warnings);
    }

    /// Whether it has the word of whoever issues documents of its kind. What the seller has handed in of the buyer's
    /// orders and receipts has not, nor what the buyer has handed in of the seller's invoices: it counts until the
    /// issuer says otherwise, and takes no number away.
    public boolean isIssuersOwn() {
        return switch (kind) {
            case ORDER, RECEIPT -> uploader.equals(buyer);
            case INVOICE -> uploader.equals(seller);
            case CONTRACT, DESPATCH, WAYBILL, CREDIT_NOTE, PAYMENT -> true;
        };
    }

    /// Whether it speaks of a day that has not come.
    public boolean isAfter(LocalDate today) {
        return issueDate.isAfter(today) || (deliveredOn != null && deliveredOn.isAfter(today));
    }

    /// The same document with other lines.
    TradeDocument withLines(List<DocumentLine> others) {
        return new TradeDocument(
                id,
                kind,
                format,
                number,
                issueDate,
                dueDate,
                deliveredOn,
                contractNumber,
                orderNumber,
                despatchNumber,
                invoiceNumber,
                payable,
                prepaid,
                others,
                details,
                seller,
                buyer,
                sellerIdentifier,
                buyerIdentifier,
                uploader,
                uploadedBy,
                uploadedAt,
                mediaType,
                sha256,
                part,
                warnings);
    }

    public boolean isOf(EnterpriseId party) {
        return party.equals(seller) || party.equals(buyer);
    }

    TradeDocument with(List<Warning> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new TradeDocument(
                id,
                kind,
                format,
                number,
                issueDate,
                dueDate,
                deliveredOn,
                contractNumber,
                orderNumber,
                despatchNumber,
                invoiceNumber,
                payable,
                prepaid,
                lines,
                details,
                seller,
                buyer,
                sellerIdentifier,
                buyerIdentifier,
                uploader,
                uploadedBy,
                uploadedAt,
                mediaType,
                sha256,
                part,
                all);
    }
}
