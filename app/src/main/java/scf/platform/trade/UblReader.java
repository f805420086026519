package scf.platform.trade;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Reads UBL 2.x: Order, DespatchAdvice, ReceiptAdvice, Invoice, CreditNote, RemittanceAdvice, as OASIS publishes them
/// and as Peppol BIS Billing 3 narrows them. A Waybill, which is no document of a sale, is [UblWaybillReader]'s.
///
/// The financeable amount of an invoice is `LegalMonetaryTotal/PayableAmount`: what is left to pay after prepaid
/// amounts and rounding, not the gross total.
final class UblReader {

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final Set<String> COMPONENTS =
            Set.of(UBL + "CommonBasicComponents-2", UBL + "CommonAggregateComponents-2");
    private static final String SOURCE = "OASIS UBL 2";

    /// One kind of document, and where it keeps what all kinds have.
    private record Layout(
            DocumentKind kind,
            String seller,
            String buyer,
            String line,
            String quantity,
            @Nullable String total) {}

    private static final Map<String, Layout> LAYOUTS = Map.of(
            UBL + "Order-2",
            new Layout(
                    DocumentKind.ORDER,
                    "SellerSupplierParty",
                    "BuyerCustomerParty",
                    "OrderLine",
                    "Quantity",
                    "AnticipatedMonetaryTotal"),
            UBL + "DespatchAdvice-2",
            new Layout(
                    DocumentKind.DESPATCH,
                    "DespatchSupplierParty",
                    "DeliveryCustomerParty",
                    "DespatchLine",
                    "DeliveredQuantity",
                    null),
            UBL + "ReceiptAdvice-2",
            new Layout(
                    DocumentKind.RECEIPT,
                    "DespatchSupplierParty",
                    "DeliveryCustomerParty",
                    "ReceiptLine",
                    "ReceivedQuantity",
                    null),
            UBL + "Invoice-2",
            new Layout(
                    DocumentKind.INVOICE,
                    "AccountingSupplierParty",
                    "AccountingCustomerParty",
                    "InvoiceLine",
                    "InvoicedQuantity",
                    "LegalMonetaryTotal"),
            UBL + "CreditNote-2",
            new Layout(
                    DocumentKind.CREDIT_NOTE,
                    "AccountingSupplierParty",
                    "AccountingCustomerParty",
                    "CreditNoteLine",
                    "CreditedQuantity",
                    "LegalMonetaryTotal"),
            UBL + "RemittanceAdvice-2",
            new Layout(
                    DocumentKind.PAYMENT,
                    "AccountingSupplierParty",
                    "AccountingCustomerParty",
                    "RemittanceAdviceLine",
                    "",
                    "TotalPaymentAmount"));

    /// An invoice for what will be delivered later (UNCL 1001).
    private static final String PREPAYMENT_INVOICE = "386";

    /// Elements at the top of the six documents that are read, or are known and say nothing that we need.
    private static final Set<String> KNOWN = Set.of(
            "UBLVersionID",
            "CustomizationID",
            "ProfileID",
            "ProfileExecutionID",
            "ID",
            "SalesOrderID",
            "CopyIndicator",
            "UUID",
            "IssueDate",
            "IssueTime",
            "DueDate",
            "InvoiceTypeCode",
            "CreditNoteTypeCode",
            "OrderTypeCode",
            "DespatchAdviceTypeCode",
            "ReceiptAdviceTypeCode",
            "DocumentStatusCode",
            "Note",
            "TaxPointDate",
            "DocumentCurrencyCode",
            "TaxCurrencyCode",
            "AccountingCost",
            "AccountingCostCode",
            "BuyerReference",
            "LineCountNumeric",
            "LineCount",
            "InvoicePeriod",
            "OrderReference",
            "BillingReference",
            "ValidityPeriod",
            "CustomerReference",
            "DespatchDocumentReference",
            "ReceiptDocumentReference",
            "OriginatorDocumentReference",
            "ContractDocumentReference",
            "AdditionalDocumentReference",
            "ProjectReference",
            "QuotationDocumentReference",
            "OrderDocumentReference",
            "Contract",
            "AccountingSupplierParty",
            "AccountingCustomerParty",
            "PayeeParty",
            "BuyerCustomerParty",
            "SellerSupplierParty",
            "OriginatorCustomerParty",
            "DespatchSupplierParty",
            "DeliveryCustomerParty",
            "TaxRepresentativeParty",
            "FreightForwarderParty",
            "Shipment",
            "Delivery",
            "DeliveryTerms",
            "PaymentMeans",
            "PaymentTerms",
            "TransactionConditions",
            "AllowanceCharge",
            "TaxTotal",
            "WithholdingTaxTotal",
            "LegalMonetaryTotal",
            "AnticipatedMonetaryTotal",
            "OrderLine",
            "DespatchLine",
            "ReceiptLine",
            "InvoiceLine",
            "CreditNoteLine",
            "TotalDebitAmount",
            "TotalCreditAmount",
            "TotalPaymentAmount",
            "PaymentOrderReference",
            "RemittanceAdviceLine");

    private final XmlElement root;
    private final Layout layout;
    private final List<Warning> warnings = new ArrayList<>();

    private UblReader(XmlElement root, Layout layout) {
        this.root = root;
        this.layout = layout;
    }

    static boolean reads(XmlElement root) {
        return LAYOUTS.containsKey(root.namespace()) || UblWaybillReader.reads(root);
    }

    static ReadDocument read(XmlElement root) {
        if (UblWaybillReader.reads(root)) {
            return UblWaybillReader.read(root);
        }
        var layout = LAYOUTS.get(root.namespace());
        if (layout == null) {
            throw new IllegalArgumentException(root.namespace() + " is not a document of UBL that is read here");
        }
        return new UblReader(root, layout).document();
    }

    private ReadDocument document() {
        root.keepOnly(COMPONENTS, warnings);
        root.warnOfAllBut(KNOWN, warnings);
        var copy = root.one("CopyIndicator");
        if (copy != null && copy.text().strip().equals("true")) {
            warnings.add(new Warning("copy", copy.path(), "the document calls itself a copy"));
        }
        var currency = currency();
        var payable = payable(currency);
        var kind = layout.kind();
        if (kind == DocumentKind.INVOICE && payable != null && payable.isNegative()) {
            kind = DocumentKind.CREDIT_NOTE;
            warnings.add(new Warning(
                    "negative_invoice", root.path(), "an invoice of a negative amount is read as a credit note"));
        }
        warnOfPrepayment();
        boolean negative = payable != null && payable.isNegative();
        var lines = lines(payable == null ? null : currency);
        return new ReadDocument(
                kind,
                DocumentFormat.UBL,
                Values.number(root.need("ID").path(), root.need("ID").text()),
                Values.date(
                        root.need("IssueDate").path(), root.need("IssueDate").text()),
                dueDate(),
                deliveredOn(),
                new DocumentReferences(
                        contractNumber(),
                        orderNumber(),
                        reference(first("DespatchDocumentReference")),
                        kind == DocumentKind.CREDIT_NOTE || kind == DocumentKind.PAYMENT ? namedInvoice() : null),
                payable == null ? null : Values.withoutSign(payable),
                negative ? null : prepaid(currency),
                negative ? DocumentLine.turned(lines) : lines,
                Map.of(),
                party("SellerSupplierParty", layout.seller()),
                party("BuyerCustomerParty", layout.buyer()),
                warnings);
    }

    /// The currency of the total; of a document without one, the currency that it names, if any.
    private @Nullable Currency currency() {
        var named = root.one("DocumentCurrencyCode");
        var payable = total();
        if (payable == null) {
            return named == null ? null : Values.currency(named.path(), named.text());
        }
        var currency = currencyOf(payable);
        if (named != null && !Values.currency(named.path(), named.text()).equals(currency)) {
            throw new Unacceptable(
                    payable.path() + "/@currencyID",
                    "one_currency",
                    SOURCE,
                    "the document is in " + named.text().strip() + ", and its total in " + currency);
        }
        return currency;
    }

    /// The element that says what is payable; of a remittance what was paid.
    private @Nullable XmlElement total() {
        if (layout.total() == null) {
            return null;
        }
        return layout.kind() == DocumentKind.PAYMENT
                ? root.one(layout.total())
                : root.at(layout.total(), "PayableAmount");
    }

    private static Currency currencyOf(XmlElement amount) {
        String code = amount.attribute("currencyID");
        if (code == null) {
            throw new Unacceptable(amount.path() + "/@currencyID", "required", SOURCE, "the amount has no currency");
        }
        return Values.currency(amount.path() + "/@currencyID", code);
    }

    private @Nullable Money payable(@Nullable Currency currency) {
        if (layout.total() == null) {
            return null;
        }
        if (layout.kind() == DocumentKind.PAYMENT) {
            var paid = root.need(layout.total());
            return amount(paid, currencyOf(paid));
        }
        var total = layout.kind() == DocumentKind.ORDER ? root.one(layout.total()) : root.need(layout.total());
        if (total == null || currency == null) {
            return null;
        }
        var payable = amount(total.need("PayableAmount"), currency);
        var inclusive = total.one("TaxInclusiveAmount");
        if (inclusive != null) {
            var expected = amount(inclusive, currency)
                    .minus(optionalAmount(total.one("PrepaidAmount"), currency))
                    .plus(optionalAmount(total.one("PayableRoundingAmount"), currency));
            if (Math.abs(expected.minor() - payable.minor()) > 1) {
                warnings.add(new Warning(
                        "total_does_not_add_up",
                        total.path(),
                        "amount with tax less prepaid plus rounding is %s, payable is %s; payable counts"
                                .formatted(expected.format(), payable.format())));
            }
        }
        return payable;
    }

    private @Nullable Money prepaid(@Nullable Currency currency) {
        var element = layout.kind() == DocumentKind.INVOICE ? root.at("LegalMonetaryTotal", "PrepaidAmount") : null;
        if (element == null || currency == null) {
            return null;
        }
        var prepaid = amount(element, currency);
        return prepaid.isPositive() ? prepaid : null;
    }

    /// It asks for money before anything was delivered: nothing that was received will ever support it.
    private void warnOfPrepayment() {
        var type = root.one("InvoiceTypeCode");
        if (type != null && type.text().strip().equals(PREPAYMENT_INVOICE)) {
            warnings.add(new Warning("prepayment_invoice", type.path(), "an invoice for what is delivered later"));
        }
    }

    private Money optionalAmount(@Nullable XmlElement element, Currency currency) {
        return element == null ? Money.zero(currency) : amount(element, currency);
    }

    private static Money amount(XmlElement element, Currency currency) {
        if (!currencyOf(element).equals(currency)) {
            throw new Unacceptable(
                    element.path() + "/@currencyID",
                    "one_currency",
                    SOURCE,
                    "the document's total is in " + currency + ", and this amount is not");
        }
        return Values.amount(element.path(), element.text(), currency);
    }

    private @Nullable LocalDate dueDate() {
        var due = root.one("DueDate");
        if (due == null) {
            due = root.all("PaymentMeans").stream()
                    .map(means -> means.one("PaymentDueDate"))
                    .filter(date -> date != null)
                    .findFirst()
                    .orElse(null);
        }
        return due == null ? null : Values.date(due.path(), due.text());
    }

    /// Of a receipt or a despatch the day it happened, or else the day of the advice; of an invoice what it states.
    private @Nullable LocalDate deliveredOn() {
        var deliveries = new ArrayList<>(root.all("Delivery"));
        root.all("Shipment").forEach(shipment -> deliveries.addAll(shipment.all("Delivery")));
        var stated = deliveries.stream()
                .map(delivery -> delivery.one("ActualDeliveryDate"))
                .filter(date -> date != null)
                .map(date -> Values.date(date.path(), date.text()))
                .max(LocalDate::compareTo);
        return stated.orElseGet(() -> switch (layout.kind()) {
            case DESPATCH, RECEIPT ->
                Values.date(
                        root.need("IssueDate").path(), root.need("IssueDate").text());
            case CONTRACT, ORDER, WAYBILL, INVOICE, CREDIT_NOTE, PAYMENT -> null;
        });
    }

    /// The order that the head names, or the one that all lines name. Peppol writes `NA` where there is none.
    private @Nullable String orderNumber() {
        String inHead = root.all("OrderReference").isEmpty()
                ? null
                : reference(root.all("OrderReference").getFirst());
        if (inHead != null) {
            return inHead.equals("NA") ? null : inHead;
        }
        var inLines = root.all(layout.line()).stream()
                .flatMap(line -> line.all("OrderLineReference").stream())
                .map(line -> reference(line.one("OrderReference")))
                .filter(number -> number != null)
                .distinct()
                .toList();
        return inLines.size() == 1 ? inLines.getFirst() : null;
    }

    private @Nullable String contractNumber() {
        var reference = first("ContractDocumentReference");
        return reference(reference == null ? first("Contract") : reference);
    }

    private @Nullable XmlElement first(String name) {
        var all = root.all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /// The invoice that a credit note takes back or a remittance pays, if it is one.
    private @Nullable String namedInvoice() {
        var references = new ArrayList<>(root.all("BillingReference"));
        root.all(layout.line()).forEach(line -> references.addAll(line.all("BillingReference")));
        var invoices = references.stream()
                .map(billing -> reference(billing.one("InvoiceDocumentReference")))
                .filter(number -> number != null)
                .distinct()
                .toList();
        if (invoices.size() == 1) {
            return invoices.getFirst();
        }
        warnings.add(new Warning(
                "no_single_invoice",
                root.path() + "/BillingReference",
                "the document names " + invoices.size() + " invoices and is applied to none"));
        return null;
    }

    private static @Nullable String reference(@Nullable XmlElement reference) {
        var id = reference == null ? null : reference.one("ID");
        return id == null || id.text().isBlank() ? null : Values.number(id.path(), id.text());
    }

    private List<DocumentLine> lines(@Nullable Currency currency) {
        if (layout.kind() == DocumentKind.PAYMENT) {
            return List.of();
        }
        var lines = root.all(layout.line());
        Values.lines(root.path() + "/" + layout.line(), lines.size());
        return lines.stream().map(line -> line(line, currency)).toList();
    }

    private DocumentLine line(XmlElement outer, @Nullable Currency currency) {
        var line = layout.kind() == DocumentKind.ORDER ? outer.need("LineItem") : outer;
        var item = line.one("Item");
        var quantityElement = line.one(layout.quantity());
        var quantity = quantity(line, quantityElement);
        var netElement = line.one("LineExtensionAmount");
        Long net = netElement == null || currency == null
                ? null
                : amount(netElement, currency).minor();
        var price = price(line.one("Price"), currency);
        warnOfPrice(line, quantity, price, net, currency);
        return new DocumentLine(
                Values.text(line.need("ID").path(), line.need("ID").text(), Limits.LONGEST_NUMBER),
                orderLine(line),
                itemId(item, "SellersItemIdentification"),
                itemId(item, "BuyersItemIdentification"),
                itemId(item, "StandardItemIdentification"),
                itemName(item),
                quantity,
                unit(quantityElement),
                net,
                price);
    }

    private static @Nullable String unit(@Nullable XmlElement quantity) {
        String code = quantity == null ? null : quantity.attribute("unitCode");
        return quantity == null || code == null || code.isBlank()
                ? null
                : Values.text(quantity.path() + "/@unitCode", code, Limits.LONGEST_NUMBER);
    }

    /// Of a receipt what was taken in: received less rejected.
    private @Nullable BigDecimal quantity(XmlElement line, @Nullable XmlElement element) {
        if (element == null) {
            return null;
        }
        var quantity = Values.decimal(element.path(), element.text());
        var rejected = layout.kind() == DocumentKind.RECEIPT ? line.one("RejectedQuantity") : null;
        if (rejected == null) {
            return quantity;
        }
        warnings.add(
                new Warning("rejected_quantity", rejected.path(), "what was rejected is taken off what was received"));
        return quantity.subtract(Values.decimal(rejected.path(), rejected.text()));
    }

    private static @Nullable String orderLine(XmlElement line) {
        var references = line.all("OrderLineReference");
        var id = references.isEmpty() ? null : references.getFirst().one("LineID");
        return id == null || id.text().isBlank() ? null : Values.text(id.path(), id.text(), Limits.LONGEST_NUMBER);
    }

    private static @Nullable String itemId(@Nullable XmlElement item, String identification) {
        var id = item == null ? null : item.at(identification, "ID");
        return id == null || id.text().isBlank() ? null : Values.text(id.path(), id.text(), Limits.LONGEST_TEXT);
    }

    private static @Nullable String itemName(@Nullable XmlElement item) {
        var name = item == null ? null : item.one("Name");
        if (name == null && item != null && !item.all("Description").isEmpty()) {
            name = item.all("Description").getFirst();
        }
        return name == null || name.text().isBlank() ? null : Values.words(name.text());
    }

    /// The price of one unit. Where the base quantity does not divide the price evenly there is none: nothing is
    /// rounded.
    private static @Nullable BigDecimal price(@Nullable XmlElement price, @Nullable Currency currency) {
        var amount = price == null ? null : price.one("PriceAmount");
        if (price == null || amount == null) {
            return null;
        }
        if (currency != null && !currencyOf(amount).equals(currency)) {
            throw new Unacceptable(
                    amount.path() + "/@currencyID", "one_currency", SOURCE, "the price is not in " + currency);
        }
        var value = Values.decimal(amount.path(), amount.text());
        var baseElement = price.one("BaseQuantity");
        var base = baseElement == null ? BigDecimal.ONE : Values.decimal(baseElement.path(), baseElement.text());
        if (base.signum() <= 0) {
            throw new Unacceptable(
                    price.path() + "/BaseQuantity", "above_zero", SOURCE, "a price is for a quantity above zero");
        }
        try {
            return value.divide(base);
        } catch (ArithmeticException _) {
            return null;
        }
    }

    private void warnOfPrice(
            XmlElement line,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal price,
            @Nullable Long net,
            @Nullable Currency currency) {
        if (quantity == null || price == null || net == null || currency == null) {
            return;
        }
        var stated = new Money(currency, net).decimal();
        var cent = BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
        if (price.multiply(quantity).subtract(stated).abs().compareTo(cent) > 0) {
            warnings.add(new Warning(
                    "price_does_not_give_amount",
                    line.path() + "/Price/PriceAmount",
                    "%s times %s is not %s; the line's amount counts"
                            .formatted(price.toPlainString(), quantity.toPlainString(), stated.toPlainString())));
        }
    }

    /// Seller and buyer where the document names them as such, or else the parties in that role for this kind.
    private ReadDocument.NamedParty party(String preferred, String otherwise) {
        var role = root.one(preferred);
        if (role == null || role.one("Party") == null) {
            role = root.need(otherwise);
        }
        var party = role.need("Party");
        var identifiers = new ArrayList<String>();
        add(identifiers, party.one("EndpointID"));
        party.all("PartyIdentification").forEach(each -> add(identifiers, each.one("ID")));
        party.all("PartyLegalEntity").forEach(each -> add(identifiers, each.one("CompanyID")));
        party.all("PartyTaxScheme").forEach(each -> add(identifiers, each.one("CompanyID")));
        return new ReadDocument.NamedParty(party.path(), identifiers, name(party));
    }

    private static void add(List<String> identifiers, @Nullable XmlElement id) {
        if (id != null && !id.text().isBlank()) {
            identifiers.add(Values.words(id.text()));
        }
    }

    private static @Nullable String name(XmlElement party) {
        for (var entity : party.all("PartyLegalEntity")) {
            var registered = entity.one("RegistrationName");
            if (registered != null) {
                return Values.words(registered.text());
            }
        }
        return party.all("PartyName").stream()
                .map(name -> Values.words(name.need("Name").text()))
                .findFirst()
                .orElse(null);
    }
}
