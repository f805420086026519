package scf.platform.trade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// A document as an ERP sends it in JSON: the fields that a claim needs, by the kind of document.
///
/// Quantities and prices are decimals in strings; amounts and prices are without tax, except what is payable.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DocumentRows.OrderRows.class, name = "ORDER"),
    @JsonSubTypes.Type(value = DocumentRows.DespatchRows.class, name = "DESPATCH"),
    @JsonSubTypes.Type(value = DocumentRows.ReceiptRows.class, name = "RECEIPT"),
    @JsonSubTypes.Type(value = DocumentRows.InvoiceRows.class, name = "INVOICE"),
    @JsonSubTypes.Type(value = DocumentRows.PaymentRows.class, name = "PAYMENT")
})
public sealed interface DocumentRows {

    /// A party as the ERP knows it.
    ///
    /// @param identifier the 统一社会信用代码 of the party; without one the caller maps it by `?seller=` and `?buyer=`
    record PartyRow(@Nullable String identifier, @Nullable String name) {}

    /// A line: what, how many, at which price.
    ///
    /// @param orderLine the line of the order that this one delivers or invoices
    /// @param item the seller's number of the article
    /// @param buyerItem the buyer's number of the article
    record LineRow(
            String line,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String buyerItem,
            @Nullable String name,
            String quantity,
            @Nullable String unit,
            @Nullable String price,
            @Nullable Money net) {}

    /// 订单.
    record OrderRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable LocalDate deliveryDate,
            @Nullable Money total,
            @Nullable String status,
            @Nullable Boolean countersigned,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 运单: who carried it, from where to where, and when it was sent and signed for.
    record DespatchRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable String orderNumber,
            @Nullable String carrier,
            @Nullable String vehicle,
            @Nullable String from,
            @Nullable String to,
            @Nullable Instant despatchedAt,
            @Nullable Instant signedAt,
            @Nullable String consignee,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 收货单: quantities are what was accepted, on the day of acceptance.
    record ReceiptRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable String orderNumber,
            @Nullable String despatchNumber,
            @Nullable LocalDate acceptedOn,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 发票, for those who have its fields and not its file.
    record InvoiceRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable String orderNumber,
            @Nullable LocalDate dueDate,
            @Nullable LocalDate deliveredOn,
            Money payable,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 付款: a line of a bank statement. Its number is the bank's serial.
    record PaymentRows(
            String number,
            LocalDate date,
            AccountRow payer,
            AccountRow payee,
            Money amount,
            @Nullable String purpose,
            @Nullable String invoiceNumber)
            implements DocumentRows {}

    /// Who paid or was paid, and at which account.
    record AccountRow(
            @Nullable String identifier,
            @Nullable String name,
            @Nullable String account) {}
}
