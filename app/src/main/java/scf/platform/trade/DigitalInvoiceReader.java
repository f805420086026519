package scf.platform.trade;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Reads the XML of a 数电票 (fully digital e-invoice) in its three dialects, and of the 增值税电子发票 before it.
///
/// What goes wrong with it in practice, and what is done here:
///
/// - Names differ by a hyphen and a capital, and from system to system: [InvoiceDialect] says which are meant.
/// - `IssueTime` is when the file was generated: the invoice's date is `RequestTime`.
/// - The file's signature may hold nodes of the same names: it is taken out before anything is read.
/// - A discount is a line of its own, negative and without quantity (折扣行): it belongs to the line before it.
/// - A red-letter invoice (红字) has a negative total: it is a credit note.
/// - `TaxRate` is `0.06` or `6%` or words: the tax itself counts, and words are warned of.
final class DigitalInvoiceReader {

    private static final String SOURCE = "数电票 XML, EInvoice";

    /// Two digits of the year, two of the region, one of the channel, fifteen in sequence.
    private static final Pattern NUMBER = Pattern.compile("\\d{20}");

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:-|/|年)?(\\d{1,2})(?:-|/|月)?(\\d{1,2})日?(?:[ T].*)?", Pattern.DOTALL);

    private static final Pattern RATE = Pattern.compile("\\d{1,2}(\\.\\d{1,6})?%|[01](\\.\\d{1,6})?");

    /// The remark in which the tax bureau's own form names the invoice that is taken back.
    private static final Pattern REMARKED_ORIGINAL = Pattern.compile("被红冲蓝字(?:数电)?(?:发)?票号码[:：]\\s*(\\d{20})");

    private static final Set<String> DATA = Set.of(
            "SellerInformation",
            "BuyerInformation",
            "BasicInformation",
            "IssuItemInformation",
            "SpecificInformation",
            "AdditionalInformation",
            "SellerAuthentication");

    private static final Set<String> BASIC = Set.of(
            "TotalAmWithoutTax",
            "TotalTaxAm",
            "TotalTax-includedAmount",
            "TotalTax-includedAmountInChinese",
            "Drawer",
            "RequestTime");

    private static final Set<String> ITEM = Set.of(
            "ItemName",
            "SpecMod",
            "MeaUnits",
            "Quantity",
            "UnPrice",
            "Amount",
            "TaxRate",
            "ComTaxAm",
            "TotaltaxIncludedAmount",
            "TaxClassificationCode");

    private final XmlElement root;
    private final InvoiceDialect dialect;
    private final InvoiceWords words;
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<String, String> details = new LinkedHashMap<>();

    private DigitalInvoiceReader(XmlElement root, InvoiceDialect dialect) {
        this.root = root;
        this.dialect = dialect;
        leaveOutWhatIsForeign();
        this.words = new InvoiceWords(root, dialect);
    }

    static ReadDocument read(XmlElement root, InvoiceDialect dialect) {
        return new DigitalInvoiceReader(root, dialect).document();
    }

    private ReadDocument document() {
        var number = number();
        var issued = issued(number);
        var total = total();
        boolean red = total.isNegative();
        var lines = lines(total);
        var original = red ? originalInvoice() : null;
        remark();
        return new ReadDocument(
                red ? DocumentKind.CREDIT_NOTE : DocumentKind.INVOICE,
                NUMBER.matcher(number).matches() && !details.containsKey("invoiceCode")
                        ? DocumentFormat.DIGITAL_INVOICE
                        : DocumentFormat.VAT_INVOICE,
                number,
                issued,
                null,
                null,
                DocumentReferences.ofInvoice(original),
                Values.withoutSign(total),
                null,
                red ? DocumentLine.turned(lines) : lines,
                details,
                party(InvoiceDialect.Field.SELLER_ID, InvoiceDialect.Field.SELLER_NAME),
                party(InvoiceDialect.Field.BUYER_ID, InvoiceDialect.Field.BUYER_NAME),
                warnings);
    }

    /// The older form has its root in no namespace and everything below in one.
    private void leaveOutWhatIsForeign() {
        root.dropSignatures(warnings);
        if (dialect.equals(InvoiceDialect.VAT)) {
            return;
        }
        root.keepOnly(Set.of(root.namespace()), warnings);
        if (!dialect.equals(InvoiceDialect.ENGLISH)) {
            return;
        }
        root.warnOfAllBut(Set.of("Header", "EInvoiceData", "TaxSupervisionInfo"), warnings);
        var data = root.need("EInvoiceData");
        data.warnOfAllBut(DATA, warnings);
        data.need("BasicInformation").warnOfAllBut(BASIC, warnings);
    }

    private String number() {
        var element = words.need(InvoiceDialect.Field.NUMBER);
        String number = Values.digits(element.text());
        if (NUMBER.matcher(number).matches()) {
            return number;
        }
        var code = words.find(InvoiceDialect.Field.CODE);
        var check = words.find(InvoiceDialect.Field.CHECK_CODE);
        if (code == null || code.text().isBlank()) {
            throw new Unacceptable(element.path(), "twenty_digits", SOURCE, "the number of a 数电票 has twenty digits");
        }
        return VatNumbers.number(
                code.path(),
                code.text(),
                element.path(),
                number,
                check == null ? "" : check.path(),
                check == null || check.text().isBlank() ? null : check.text(),
                details);
    }

    /// The day on which the seller asked for the invoice. `IssueTime`, when the tax bureau's system wrote the
    /// file, may be days later.
    private LocalDate issued(String number) {
        var requested = words.need(InvoiceDialect.Field.DATE);
        var date = date(requested);
        var generated = words.find(InvoiceDialect.Field.GENERATED);
        if (generated != null && !generated.text().isBlank() && !date(generated).equals(date)) {
            warnings.add(new Warning(
                    "generated_on_another_day",
                    generated.path(),
                    "the file was generated on %s; the invoice is dated %s".formatted(date(generated), date)));
        }
        if (!details.containsKey("invoiceCode") && !number.startsWith("%02d".formatted(date.getYear() % 100))) {
            warnings.add(new Warning(
                    "number_of_another_year",
                    words.need(InvoiceDialect.Field.NUMBER).path(),
                    "the number does not begin with the year of the invoice"));
        }
        return date;
    }

    private static LocalDate date(XmlElement element) {
        var written = DATE.matcher(element.text().strip());
        if (!written.matches()) {
            throw new Unacceptable(element.path(), "date", SOURCE, "this is not a date and time");
        }
        return Values.date(
                element.path(),
                "%s-%2s-%2s"
                        .formatted(written.group(1), written.group(2), written.group(3))
                        .replace(' ', '0'));
    }

    /// 价税合计. Amount and tax must make it, to the fen or one beside it.
    private Money total() {
        var element = words.need(InvoiceDialect.Field.TOTAL);
        var total = amount(element);
        var net = words.need(InvoiceDialect.Field.NET);
        var tax = words.need(InvoiceDialect.Field.TAX);
        Values.amountAndTax(element.path(), SOURCE, amount(net), taxAmount(tax), total);
        return total;
    }

    private static Money amount(XmlElement element) {
        return Values.amount(element.path(), Values.plainNumber(element.text()), Money.CNY);
    }

    /// `***` stands where an invoice has no tax to show (免税).
    private static Money taxAmount(XmlElement element) {
        return element.text().strip().matches("\\*+|免税|不征税") ? Money.fen(0) : amount(element);
    }

    private List<DocumentLine> lines(Money total) {
        var items = words.items();
        Values.lines(words.placeOfItems(), items.size());
        var lines = new ArrayList<DocumentLine>();
        var net = BigDecimal.ZERO;
        for (var item : items) {
            if (dialect.equals(InvoiceDialect.ENGLISH)) {
                item.warnOfAllBut(ITEM, warnings);
            }
            var line = line(item, lines.size() + 1, total.isNegative());
            net = net.add(BigDecimal.valueOf(Objects.requireNonNull(line.netMinor(), "each line has an amount")));
            lines.add(line);
        }
        var element = words.need(InvoiceDialect.Field.NET);
        var off = net.subtract(BigDecimal.valueOf(amount(element).minor())).abs();
        if (off.compareTo(BigDecimal.valueOf(lines.size())) > 0) {
            warnings.add(new Warning(
                    "lines_do_not_add_up",
                    element.path(),
                    "the lines make %s without tax; the head counts"
                            .formatted(net.movePointLeft(2).toPlainString())));
        }
        return lines;
    }

    private DocumentLine line(XmlElement item, int position, boolean red) {
        var name = need(item, InvoiceDialect.ItemField.NAME);
        var net = amount(need(item, InvoiceDialect.ItemField.NET));
        var quantity = optional(item, InvoiceDialect.ItemField.QUANTITY);
        var price = optional(item, InvoiceDialect.ItemField.PRICE);
        checkTax(item, net);
        if (quantity == null && net.isNegative() && !red) {
            warn("discount_line", item.path(), "a discount on the line before it");
        }
        if (quantity != null
                && price != null
                && price.multiply(quantity).subtract(net.decimal()).abs().compareTo(new BigDecimal("0.01")) > 0) {
            warn(
                    "price_does_not_give_amount",
                    words.placeOf(item, InvoiceDialect.ItemField.PRICE),
                    "price times quantity is not " + net.format() + "; the line's amount counts");
        }
        var units = words.find(item, InvoiceDialect.ItemField.UNIT);
        return new DocumentLine(
                Integer.toString(position),
                null,
                null,
                null,
                null,
                name.text().isBlank() ? null : Values.words(name.text()),
                quantity,
                units == null || units.text().isBlank()
                        ? null
                        : Values.text(units.path(), units.text(), Limits.LONGEST_NUMBER),
                net.minor(),
                price);
    }

    private XmlElement need(XmlElement item, InvoiceDialect.ItemField field) {
        var found = words.find(item, field);
        if (found == null) {
            throw new Unacceptable(
                    words.placeOf(item, field), "required", Values.PAGE, "this element of the line is missing");
        }
        return found;
    }

    private @Nullable BigDecimal optional(XmlElement item, InvoiceDialect.ItemField field) {
        var element = words.find(item, field);
        return element == null || element.text().isBlank()
                ? null
                : Values.decimal(element.path(), Values.plainNumber(element.text()));
    }

    /// A line's amount, tax and total, where it states all three; and a rate that is no number, which is worth a
    /// look.
    private void checkTax(XmlElement item, Money net) {
        var taxElement = words.find(item, InvoiceDialect.ItemField.TAX);
        var tax = taxElement == null || taxElement.text().isBlank() ? null : taxAmount(taxElement);
        var total = optional(item, InvoiceDialect.ItemField.TOTAL);
        if (tax != null
                && total != null
                && net.decimal().add(tax.decimal()).subtract(total).abs().compareTo(new BigDecimal("0.01")) > 0) {
            throw new Unacceptable(
                    words.placeOf(item, InvoiceDialect.ItemField.TOTAL),
                    "amount_and_tax_make_the_total",
                    SOURCE,
                    "the line's amount and tax make "
                            + net.decimal().add(tax.decimal()).toPlainString());
        }
        var rate = words.find(item, InvoiceDialect.ItemField.RATE);
        if (rate != null && !RATE.matcher(rate.text().strip()).matches()) {
            warn("tax_rate_in_words", rate.path(), "the tax rate is not a number; the tax counts");
        }
    }

    private @Nullable String originalInvoice() {
        var number = words.find(InvoiceDialect.Field.ORIGINAL);
        if (number != null && !number.text().isBlank()) {
            return Values.number(number.path(), number.text());
        }
        var remark = words.find(InvoiceDialect.Field.REMARK);
        var named = REMARKED_ORIGINAL.matcher(remark == null ? "" : remark.text());
        if (remark != null && named.find()) {
            warn("original_from_remark", remark.path(), "the invoice that is taken back is named in the remark");
            return named.group(1);
        }
        warn(
                "no_single_invoice",
                dialect.equals(InvoiceDialect.ENGLISH)
                        ? root.path() + "/EInvoiceData/SpecificInformation/RedEInvoice"
                        : root.path(),
                "the red-letter invoice names no invoice and is applied to none");
        return null;
    }

    private void remark() {
        var remark = words.find(InvoiceDialect.Field.REMARK);
        if (remark != null && !remark.text().isBlank()) {
            details.put("remark", Values.words(remark.text()));
        }
    }

    private ReadDocument.NamedParty party(InvoiceDialect.Field id, InvoiceDialect.Field name) {
        var identifier = words.need(id);
        var called = words.find(name);
        return new ReadDocument.NamedParty(
                identifier.path(),
                identifier.text().isBlank() ? List.of() : List.of(Values.words(identifier.text())),
                called == null ? null : Values.words(called.text()));
    }

    private void warn(String code, String field, String message) {
        if (warnings.size() < Limits.MOST_WARNINGS) {
            warnings.add(new Warning(code, field, message));
        }
    }
}
