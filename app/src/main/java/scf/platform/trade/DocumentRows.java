package scf.platform.trade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// A document as an ERP sends it in JSON: the fields that a claim needs, by the kind of document. The rows of a CSV
/// file or a workbook become the same records.
///
/// Quantities and prices are decimals in strings; amounts and prices are without tax, except what is payable.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DocumentRows.ContractRows.class, name = "CONTRACT"),
    @JsonSubTypes.Type(value = DocumentRows.OrderRows.class, name = "ORDER"),
    @JsonSubTypes.Type(value = DocumentRows.DespatchRows.class, name = "DESPATCH"),
    @JsonSubTypes.Type(value = DocumentRows.WaybillRows.class, name = "WAYBILL"),
    @JsonSubTypes.Type(value = DocumentRows.ReceiptRows.class, name = "RECEIPT"),
    @JsonSubTypes.Type(value = DocumentRows.InvoiceRows.class, name = "INVOICE"),
    @JsonSubTypes.Type(value = DocumentRows.CreditNoteRows.class, name = "CREDIT_NOTE"),
    @JsonSubTypes.Type(value = DocumentRows.PaymentRows.class, name = "PAYMENT")
})
public sealed interface DocumentRows {

    /// A party as the ERP knows it.
    ///
    /// @param identifier the 统一社会信用代码 of the party; without one the caller maps it by `?seller=` and `?buyer=`
    record PartyRow(@Nullable String identifier, @Nullable String name) {}

    /// An amount that may be taken off: the minus stands before it.
    record AmountRow(String amount, String currency) {}

    /// A line: what, how many, at which price.
    ///
    /// @param orderLine the line of the order that this one delivers or invoices
    /// @param item the seller's number of the article
    /// @param buyerItem the buyer's number of the article
    /// @param quantity left out on a discount line (折扣行), whose `net` is negative
    record LineRow(
            String line,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String buyerItem,
            @Nullable String name,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String price,
            @Nullable AmountRow net) {}

    /// 合同: the lines are optional, because a frame contract has none.
    record ContractRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable LocalDate validUntil,
            @Nullable String terms,
            @Nullable Money total,
            @Nullable List<LineRow> lines)
            implements DocumentRows {}

    /// 订单.
    record OrderRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable String contractNumber,
            @Nullable LocalDate deliveryDate,
            @Nullable Money total,
            @Nullable String status,
            @Nullable Boolean countersigned,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 发货单: what was sent, and when it was signed for.
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

    /// 运单: who carried it, from where to where, and when it was sent and signed for. The names of the fields of
    /// network freight (网络货运) are those of its reporting standard.
    ///
    /// @param mode left out, the number has no form of its own
    record WaybillRows(
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable Mode mode,
            @Nullable String orderNumber,
            @Nullable String despatchNumber,
            @Nullable String carrier,
            @Nullable String originalDocumentNumber,
            @Nullable String shippingNoteNumber,
            @Nullable String vehicleNumber,
            @Nullable String licensePlateTypeCode,
            @Nullable String from,
            @Nullable String to,
            @Nullable Instant despatchedAt,
            @Nullable Instant signedAt,
            @Nullable String consignee,
            @Nullable List<FinancialRow> financialList,
            @Nullable List<LineRow> lines)
            implements DocumentRows {}

    /// How goods travel.
    enum Mode {
        ROAD,
        RAIL,
        WATER,
        AIR,

        /// 多式联运: one document for the whole way; its number has a form of its own.
        MULTIMODAL,

        /// 网络货运: a platform has found the carrier, and reports the trip with its payment.
        NETWORK_FREIGHT
    }

    /// How the carrier was paid for a trip of network freight.
    record FinancialRow(String paymentMeansCode, String bankCode, String sequenceCode) {}

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
    ///
    /// @param code of an invoice before the 数电票: ten or twelve digits, beside a number of eight
    /// @param checkCode the last six digits of its check code (校验码), or all twenty
    /// @param payable what is still to be paid; below zero the invoice is a red-letter invoice (红字发票)
    /// @param prepaid what was paid before and is no part of `payable`
    /// @param amount the total without tax; with `tax` it makes `payable` and `prepaid`, ± 0.01
    /// @param originalInvoice the invoice that a red-letter invoice takes back
    record InvoiceRows(
            @Nullable String code,
            String number,
            @Nullable String checkCode,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            @Nullable String contractNumber,
            @Nullable String orderNumber,
            @Nullable LocalDate dueDate,
            @Nullable LocalDate deliveredOn,
            AmountRow payable,
            @Nullable AmountRow prepaid,
            @Nullable AmountRow amount,
            @Nullable AmountRow tax,
            @Nullable String originalInvoice,
            List<LineRow> lines)
            implements DocumentRows {}

    /// 贷记单、红字发票.
    ///
    /// @param payable what is taken back, with or without a minus before it
    record CreditNoteRows(
            @Nullable String code,
            String number,
            LocalDate date,
            @Nullable PartyRow seller,
            @Nullable PartyRow buyer,
            String invoiceNumber,
            AmountRow payable,
            @Nullable List<LineRow> lines)
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
