package scf.platform.trade;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Reads the JSON rows of an ERP into the same document as XML.
final class RowsReader {

    /// Days of delivery are days at the place of delivery.
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private RowsReader() {}

    static ReadDocument read(DocumentRows rows) {
        return switch (rows) {
            case DocumentRows.ContractRows contract -> contract(contract);
            case DocumentRows.OrderRows order -> order(order);
            case DocumentRows.DespatchRows despatch -> despatch(despatch);
            case DocumentRows.WaybillRows waybill -> waybill(waybill);
            case DocumentRows.ReceiptRows receipt -> receipt(receipt);
            case DocumentRows.InvoiceRows invoice -> invoice(invoice);
            case DocumentRows.CreditNoteRows note -> creditNote(note);
            case DocumentRows.PaymentRows payment -> payment(payment);
        };
    }

    private static ReadDocument contract(DocumentRows.ContractRows contract) {
        var details = new LinkedHashMap<String, String>();
        put(details, "validUntil", contract.validUntil());
        put(details, "terms", contract.terms());
        return new ReadDocument(
                DocumentKind.CONTRACT,
                DocumentFormat.ROWS,
                Values.number("/number", contract.number()),
                Values.day("/date", contract.date()),
                null,
                null,
                DocumentReferences.NONE,
                notNegative("/total", contract.total()),
                null,
                optionalLines(contract.lines(), contract.total()),
                details,
                party("/seller", contract.seller()),
                party("/buyer", contract.buyer()),
                List.of());
    }

    private static ReadDocument order(DocumentRows.OrderRows order) {
        var details = new LinkedHashMap<String, String>();
        put(details, "status", order.status());
        put(details, "countersigned", order.countersigned());
        put(details, "deliveryDate", order.deliveryDate());
        return new ReadDocument(
                DocumentKind.ORDER,
                DocumentFormat.ROWS,
                Values.number("/number", order.number()),
                Values.day("/date", order.date()),
                null,
                null,
                new DocumentReferences(reference("/contractNumber", order.contractNumber()), null, null, null),
                notNegative("/total", order.total()),
                null,
                lines(order.lines(), order.total()),
                details,
                party("/seller", order.seller()),
                party("/buyer", order.buyer()),
                List.of());
    }

    private static ReadDocument despatch(DocumentRows.DespatchRows despatch) {
        var details = new LinkedHashMap<String, String>();
        put(details, "carrier", despatch.carrier());
        put(details, "vehicle", despatch.vehicle());
        put(details, "from", despatch.from());
        put(details, "to", despatch.to());
        put(details, "despatchedAt", despatch.despatchedAt());
        put(details, "signedAt", despatch.signedAt());
        put(details, "consignee", despatch.consignee());
        var delivered = despatch.signedAt();
        return new ReadDocument(
                DocumentKind.DESPATCH,
                DocumentFormat.ROWS,
                Values.number("/number", despatch.number()),
                Values.day("/date", despatch.date()),
                null,
                delivered == null ? despatch.date() : day("/signedAt", delivered),
                DocumentReferences.ofOrder(reference("/orderNumber", despatch.orderNumber())),
                null,
                null,
                lines(despatch.lines(), null),
                details,
                party("/seller", despatch.seller()),
                party("/buyer", despatch.buyer()),
                List.of());
    }

    private static ReadDocument waybill(DocumentRows.WaybillRows waybill) {
        var number = Waybills.number(waybill);
        var details = new LinkedHashMap<String, String>();
        put(details, "mode", waybill.mode());
        put(details, "carrier", waybill.carrier());
        put(details, "originalDocumentNumber", waybill.originalDocumentNumber());
        put(details, "shippingNoteNumber", waybill.shippingNoteNumber());
        put(details, "vehicleNumber", waybill.vehicleNumber());
        put(details, "licensePlateTypeCode", waybill.licensePlateTypeCode());
        put(details, "from", waybill.from());
        put(details, "to", waybill.to());
        put(details, "despatchedAt", waybill.despatchedAt());
        put(details, "signedAt", waybill.signedAt());
        put(details, "consignee", waybill.consignee());
        details.putAll(Waybills.payments(waybill));
        var signed = waybill.signedAt();
        return new ReadDocument(
                DocumentKind.WAYBILL,
                DocumentFormat.ROWS,
                number,
                Values.day("/date", waybill.date()),
                null,
                signed == null ? null : day("/signedAt", signed),
                new DocumentReferences(
                        null,
                        reference("/orderNumber", waybill.orderNumber()),
                        reference("/despatchNumber", waybill.despatchNumber()),
                        null),
                null,
                null,
                optionalLines(waybill.lines(), null),
                details,
                party("/seller", waybill.seller()),
                party("/buyer", waybill.buyer()),
                List.of());
    }

    private static ReadDocument receipt(DocumentRows.ReceiptRows receipt) {
        var accepted = receipt.acceptedOn();
        return new ReadDocument(
                DocumentKind.RECEIPT,
                DocumentFormat.ROWS,
                Values.number("/number", receipt.number()),
                Values.day("/date", receipt.date()),
                null,
                accepted == null ? receipt.date() : Values.day("/acceptedOn", accepted),
                new DocumentReferences(
                        null,
                        reference("/orderNumber", receipt.orderNumber()),
                        reference("/despatchNumber", receipt.despatchNumber()),
                        null),
                null,
                null,
                lines(receipt.lines(), null),
                Map.of(),
                party("/seller", receipt.seller()),
                party("/buyer", receipt.buyer()),
                List.of());
    }

    /// An invoice of a negative total is read as what it is: a credit note on the invoice that it names.
    private static ReadDocument invoice(DocumentRows.InvoiceRows invoice) {
        var warnings = new ArrayList<Warning>();
        var payable = Values.money("/payable", invoice.payable());
        boolean red = payable.isNegative();
        if (red) {
            warnings.add(new Warning(
                    "negative_invoice", "/payable", "an invoice of a negative amount is read as a credit note"));
        }
        var prepaid = prepaid(invoice, payable);
        checkTotal(invoice, prepaid == null ? payable : payable.plus(prepaid));
        var due = invoice.dueDate();
        var delivered = invoice.deliveredOn();
        var original = reference("/originalInvoice", invoice.originalInvoice());
        if (red && original == null) {
            warnings.add(new Warning(
                    "no_single_invoice",
                    "/originalInvoice",
                    "the red-letter invoice names no invoice and is applied to none"));
        }
        var details = new LinkedHashMap<String, String>();
        var number = VatNumbers.number(invoice.code(), invoice.number(), invoice.checkCode(), details);
        return new ReadDocument(
                red ? DocumentKind.CREDIT_NOTE : DocumentKind.INVOICE,
                DocumentFormat.ROWS,
                number,
                Values.day("/date", invoice.date()),
                due == null ? null : Values.day("/dueDate", due),
                delivered == null ? null : Values.day("/deliveredOn", delivered),
                new DocumentReferences(
                        reference("/contractNumber", invoice.contractNumber()),
                        reference("/orderNumber", invoice.orderNumber()),
                        null,
                        red ? original : null),
                Values.withoutSign(payable),
                red ? null : prepaid,
                red ? DocumentLine.turned(lines(invoice.lines(), payable)) : lines(invoice.lines(), payable),
                details,
                party("/seller", invoice.seller()),
                party("/buyer", invoice.buyer()),
                warnings);
    }

    private static @Nullable Money prepaid(DocumentRows.InvoiceRows invoice, Money payable) {
        if (invoice.prepaid() == null) {
            return null;
        }
        var prepaid = notNegative("/prepaid", Values.money("/prepaid", invoice.prepaid()));
        if (prepaid != null && !prepaid.currency().equals(payable.currency())) {
            throw otherCurrency("/prepaid/currency");
        }
        return prepaid == null || prepaid.isZero() ? null : prepaid;
    }

    private static void checkTotal(DocumentRows.InvoiceRows invoice, Money total) {
        if (invoice.amount() == null || invoice.tax() == null) {
            return;
        }
        var amount = Values.money("/amount", invoice.amount());
        var tax = Values.money("/tax", invoice.tax());
        if (!amount.currency().equals(total.currency()) || !tax.currency().equals(total.currency())) {
            throw otherCurrency("/tax/currency");
        }
        Values.amountAndTax("/payable", Values.PAGE, amount, tax, total);
    }

    private static ReadDocument creditNote(DocumentRows.CreditNoteRows note) {
        var details = new LinkedHashMap<String, String>();
        var payable = Values.money("/payable", note.payable());
        var rows = optionalLines(note.lines(), payable);
        return new ReadDocument(
                DocumentKind.CREDIT_NOTE,
                DocumentFormat.ROWS,
                VatNumbers.number(note.code(), note.number(), null, details),
                Values.day("/date", note.date()),
                null,
                null,
                DocumentReferences.ofInvoice(reference("/invoiceNumber", note.invoiceNumber())),
                Values.withoutSign(payable),
                null,
                payable.isNegative() ? DocumentLine.turned(rows) : rows,
                details,
                party("/seller", note.seller()),
                party("/buyer", note.buyer()),
                List.of());
    }

    private static ReadDocument payment(DocumentRows.PaymentRows payment) {
        var details = new LinkedHashMap<String, String>();
        put(details, "payerAccount", payment.payer().account());
        put(details, "payeeAccount", payment.payee().account());
        put(details, "purpose", payment.purpose());
        return new ReadDocument(
                DocumentKind.PAYMENT,
                DocumentFormat.ROWS,
                Values.number("/number", payment.number()),
                Values.day("/date", payment.date()),
                null,
                null,
                DocumentReferences.ofInvoice(reference("/invoiceNumber", payment.invoiceNumber())),
                notNegative("/amount", payment.amount()),
                null,
                List.of(),
                details,
                party(
                        "/payee",
                        new DocumentRows.PartyRow(
                                payment.payee().identifier(), payment.payee().name())),
                party(
                        "/payer",
                        new DocumentRows.PartyRow(
                                payment.payer().identifier(), payment.payer().name())),
                List.of());
    }

    private static void put(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            details.put(name, Values.words(value.toString()));
        }
    }

    private static @Nullable Money notNegative(String field, @Nullable Money amount) {
        if (amount != null && amount.isNegative()) {
            throw new Unacceptable(
                    field, "not_negative", Values.PAGE, "what is taken back stands in a credit note, not here");
        }
        return amount == null ? null : Values.sound(field, amount);
    }

    private static Unacceptable otherCurrency(String field) {
        return new Unacceptable(field, "one_currency", Values.PAGE, "all amounts of a document are in one currency");
    }

    private static LocalDate day(String field, Instant instant) {
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
            throw new Unacceptable(field, "date", "ISO 8601", "nothing was delivered then");
        }
        return instant.atZone(CHINA).toLocalDate();
    }

    private static @Nullable String reference(String field, @Nullable String number) {
        return number == null ? null : Values.number(field, number);
    }

    private static ReadDocument.NamedParty party(String field, DocumentRows.@Nullable PartyRow party) {
        if (party == null) {
            return new ReadDocument.NamedParty(field, List.of(), null);
        }
        String name = party.name();
        String identifier = party.identifier();
        return new ReadDocument.NamedParty(
                field + "/identifier",
                identifier == null || identifier.isBlank() ? List.of() : List.of(Values.words(identifier)),
                name == null ? null : Values.words(name));
    }

    private static List<DocumentLine> optionalLines(@Nullable List<DocumentRows.LineRow> rows, @Nullable Money total) {
        return rows == null || rows.isEmpty() ? List.of() : lines(rows, total);
    }

    private static List<DocumentLine> lines(List<DocumentRows.LineRow> rows, @Nullable Money total) {
        Values.lines("/lines", rows.size());
        var lines = new ArrayList<DocumentLine>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line("/lines/" + i, rows.get(i), total));
        }
        return lines;
    }

    /// Quantities are not negative, except where the whole document is: a discount line has no quantity at all.
    private static DocumentLine line(String field, DocumentRows.LineRow row, @Nullable Money total) {
        var quantity = row.quantity() == null ? null : Values.decimal(field + "/quantity", row.quantity());
        boolean red = total != null && total.isNegative();
        if (quantity != null && quantity.signum() < 0 && !red) {
            throw new Unacceptable(
                    field + "/quantity", "not_negative", Values.PAGE, "what is taken back stands in a credit note");
        }
        var net = row.net() == null ? null : Values.money(field + "/net", row.net());
        if (net != null && (total == null || !net.currency().equals(total.currency()))) {
            throw new Unacceptable(
                    field + "/net/currency", "one_currency", Values.PAGE, "the document has no total in this currency");
        }
        if (quantity == null && (net == null || net.isNegative() == red)) {
            throw new Unacceptable(
                    field + "/quantity",
                    "required",
                    Values.PAGE,
                    "only a discount line, whose net amount is taken off, has no quantity");
        }
        String price = row.price();
        return new DocumentLine(
                Values.text(field + "/line", row.line(), Limits.LONGEST_NUMBER),
                optional(field + "/orderLine", row.orderLine(), Limits.LONGEST_NUMBER),
                optional(field + "/item", row.item(), Limits.LONGEST_TEXT),
                optional(field + "/buyerItem", row.buyerItem(), Limits.LONGEST_TEXT),
                null,
                optional(field + "/name", row.name(), Limits.LONGEST_TEXT),
                quantity,
                optional(field + "/unit", row.unit(), Limits.LONGEST_NUMBER),
                net == null ? null : net.minor(),
                price == null ? null : Values.decimal(field + "/price", price));
    }

    private static @Nullable String optional(String field, @Nullable String text, int longest) {
        return text == null ? null : Values.text(field, text, longest);
    }
}
