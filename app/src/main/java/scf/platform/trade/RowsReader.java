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
            case DocumentRows.OrderRows order -> order(order);
            case DocumentRows.DespatchRows despatch -> despatch(despatch);
            case DocumentRows.ReceiptRows receipt -> receipt(receipt);
            case DocumentRows.InvoiceRows invoice -> invoice(invoice);
            case DocumentRows.PaymentRows payment -> payment(payment);
        };
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
                null,
                null,
                null,
                order.total(),
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
                reference("/orderNumber", despatch.orderNumber()),
                null,
                null,
                null,
                lines(despatch.lines(), null),
                details,
                party("/seller", despatch.seller()),
                party("/buyer", despatch.buyer()),
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
                reference("/orderNumber", receipt.orderNumber()),
                reference("/despatchNumber", receipt.despatchNumber()),
                null,
                null,
                lines(receipt.lines(), null),
                Map.of(),
                party("/seller", receipt.seller()),
                party("/buyer", receipt.buyer()),
                List.of());
    }

    private static ReadDocument invoice(DocumentRows.InvoiceRows invoice) {
        var due = invoice.dueDate();
        var delivered = invoice.deliveredOn();
        return new ReadDocument(
                DocumentKind.INVOICE,
                DocumentFormat.ROWS,
                Values.number("/number", invoice.number()),
                Values.day("/date", invoice.date()),
                due == null ? null : Values.day("/dueDate", due),
                delivered == null ? null : Values.day("/deliveredOn", delivered),
                reference("/orderNumber", invoice.orderNumber()),
                null,
                null,
                invoice.payable(),
                lines(invoice.lines(), invoice.payable()),
                Map.of(),
                party("/seller", invoice.seller()),
                party("/buyer", invoice.buyer()),
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
                null,
                null,
                reference("/invoiceNumber", payment.invoiceNumber()),
                payment.amount(),
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

    private static List<DocumentLine> lines(List<DocumentRows.LineRow> rows, @Nullable Money total) {
        Values.lines("/lines", rows.size());
        var lines = new ArrayList<DocumentLine>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line("/lines/" + i, rows.get(i), total));
        }
        return lines;
    }

    private static DocumentLine line(String field, DocumentRows.LineRow row, @Nullable Money total) {
        var quantity = Values.decimal(field + "/quantity", row.quantity());
        if (quantity.signum() < 0) {
            throw new Unacceptable(
                    field + "/quantity", "not_negative", Values.PAGE, "what is taken back stands in a credit note");
        }
        var net = row.net();
        if (net != null && (total == null || !net.currency().equals(total.currency()))) {
            throw new Unacceptable(
                    field + "/net/currency", "one_currency", Values.PAGE, "the document has no total in this currency");
        }
        String price = row.price();
        return new DocumentLine(
                Values.text(field + "/line", row.line(), Values.LONGEST_NUMBER),
                optional(field + "/orderLine", row.orderLine(), Values.LONGEST_NUMBER),
                optional(field + "/item", row.item(), Values.LONGEST_TEXT),
                optional(field + "/buyerItem", row.buyerItem(), Values.LONGEST_TEXT),
                null,
                optional(field + "/name", row.name(), Values.LONGEST_TEXT),
                quantity,
                optional(field + "/unit", row.unit(), Values.LONGEST_NUMBER),
                net == null ? null : net.minor(),
                price == null ? null : Values.decimal(field + "/price", price));
    }

    private static @Nullable String optional(String field, @Nullable String text, int longest) {
        return text == null ? null : Values.text(field, text, longest);
    }
}
