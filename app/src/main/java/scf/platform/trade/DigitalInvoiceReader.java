package scf.platform.trade;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Reads the XML of a 数电票 (fully digital e-invoice) in its English structure.
///
/// What goes wrong with it in practice, and what is done here:
///
/// - `TotalTax-includedAmount` of the head and `TotaltaxIncludedAmount` of a line differ by a hyphen and a capital:
///   elements are asked by their exact path, never searched.
/// - `IssueTime` is when the file was generated: the invoice's date is `RequestTime`.
/// - The file's signature may hold nodes of the same names: only the root's own namespace is read, each at its
///   place.
/// - A discount is a line of its own, negative and without quantity (折扣行): it belongs to the line before it.
/// - A red-letter invoice (红字) has a negative total: it is a credit note.
/// - `TaxRate` is `0.06` or `6%` or words: the tax itself counts, and words are warned of.
final class DigitalInvoiceReader {

    private static final String SOURCE = "数电票 XML, EInvoice";

    /// Two digits of the year, two of the region, one of the channel, fifteen in sequence.
    private static final Pattern NUMBER = Pattern.compile("\\d{20}");

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:-|/|年)?(\\d{2})(?:-|/|月)?(\\d{2})日?(?:[ T].*)?", Pattern.DOTALL);

    private static final Pattern RATE = Pattern.compile("\\d{1,2}(\\.\\d{1,6})?%|[01](\\.\\d{1,6})?");

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
    private final List<Warning> warnings = new ArrayList<>();

    private DigitalInvoiceReader(XmlElement root) {
        this.root = root;
    }

    static boolean reads(XmlElement root) {
        return root.name().equals("EInvoice");
    }

    static ReadDocument read(XmlElement root) {
        return new DigitalInvoiceReader(root).document();
    }

    private ReadDocument document() {
        root.keepOnly(Set.of(root.namespace()), warnings);
        root.warnOfAllBut(Set.of("Header", "EInvoiceData", "TaxSupervisionInfo"), warnings);
        var data = root.need("EInvoiceData");
        data.warnOfAllBut(DATA, warnings);
        var basic = data.need("BasicInformation");
        basic.warnOfAllBut(BASIC, warnings);
        String number = number();
        var issued = issued(basic, number);
        var total = total(basic);
        var lines = lines(data, total);
        boolean red = total.isNegative();
        return new ReadDocument(
                red ? DocumentKind.CREDIT_NOTE : DocumentKind.INVOICE,
                DocumentFormat.DIGITAL_INVOICE,
                number,
                issued,
                null,
                null,
                null,
                null,
                red ? originalInvoice(data) : null,
                red ? new Money(total.currency(), -total.minor()) : total,
                lines,
                remark(data),
                party(data.need("SellerInformation"), "SellerIdNum", "SellerName"),
                party(data.need("BuyerInformation"), "BuyerIdNum", "BuyerName"),
                warnings);
    }

    private String number() {
        var element = root.need("TaxSupervisionInfo", "InvoiceNumber");
        String number = element.text().strip();
        if (!NUMBER.matcher(number).matches()) {
            throw new Unacceptable(element.path(), "twenty_digits", SOURCE, "the number of a 数电票 has twenty digits");
        }
        return number;
    }

    /// The day on which the seller asked for the invoice. `IssueTime`, when the tax bureau's system wrote the
    /// file, may be days later.
    private LocalDate issued(XmlElement basic, String number) {
        var requested = basic.need("RequestTime");
        var date = date(requested);
        var generated = root.at("TaxSupervisionInfo", "IssueTime");
        if (generated != null && !generated.text().isBlank() && !date(generated).equals(date)) {
            warnings.add(new Warning(
                    "generated_on_another_day",
                    generated.path(),
                    "the file was generated on %s; the invoice is dated %s".formatted(date(generated), date)));
        }
        if (!number.startsWith("%02d".formatted(date.getYear() % 100))) {
            warnings.add(new Warning(
                    "number_of_another_year",
                    root.path() + "/TaxSupervisionInfo/InvoiceNumber",
                    "the number does not begin with the year of the invoice"));
        }
        return date;
    }

    private static LocalDate date(XmlElement element) {
        var written = DATE.matcher(element.text().strip());
        if (!written.matches()) {
            throw new Unacceptable(element.path(), "date", SOURCE, "this is not a date and time");
        }
        return Values.date(element.path(), "%s-%s-%s".formatted(written.group(1), written.group(2), written.group(3)));
    }

    /// 价税合计. Amount and tax must make it, to the fen or one beside it.
    private Money total(XmlElement basic) {
        var element = basic.need("TotalTax-includedAmount");
        var total = Values.amount(element.path(), element.text(), Money.CNY);
        var net = basic.need("TotalAmWithoutTax");
        var tax = basic.need("TotalTaxAm");
        var sum =
                Values.amount(net.path(), net.text(), Money.CNY).plus(Values.amount(tax.path(), tax.text(), Money.CNY));
        if (Math.abs(sum.minor() - total.minor()) > 1) {
            throw new Unacceptable(
                    element.path(),
                    "amount_and_tax_make_the_total",
                    SOURCE,
                    "amount and tax make %s, and the total is %s".formatted(sum.format(), total.format()));
        }
        return total;
    }

    private List<DocumentLine> lines(XmlElement data, Money total) {
        var items = data.all("IssuItemInformation");
        Values.lines(data.path() + "/IssuItemInformation", items.size());
        var lines = new ArrayList<DocumentLine>();
        var net = BigDecimal.ZERO;
        for (var item : items) {
            item.warnOfAllBut(ITEM, warnings);
            var line = line(item, lines.size() + 1, total.isNegative());
            net = net.add(BigDecimal.valueOf(Objects.requireNonNull(line.netMinor(), "each line has an amount")));
            lines.add(line);
        }
        var element = data.need("BasicInformation", "TotalAmWithoutTax");
        var stated = Values.amount(element.path(), element.text(), Money.CNY);
        var off = net.subtract(BigDecimal.valueOf(stated.minor())).abs();
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
        var name = item.need("ItemName");
        var amount = item.need("Amount");
        var net = Values.amount(amount.path(), amount.text(), Money.CNY);
        var quantity = optional(item.one("Quantity"));
        var price = optional(item.one("UnPrice"));
        checkTax(item, net);
        if (quantity == null && net.isNegative() && !red) {
            warnings.add(new Warning("discount_line", item.path(), "a discount on the line before it"));
        }
        if (quantity != null
                && price != null
                && price.multiply(quantity).subtract(net.decimal()).abs().compareTo(new BigDecimal("0.01")) > 0) {
            warnings.add(new Warning(
                    "price_does_not_give_amount",
                    item.path() + "/UnPrice",
                    "price times quantity is not " + net.format() + "; the line's amount counts"));
        }
        var units = item.one("MeaUnits");
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
                        : Values.text(units.path(), units.text(), Values.LONGEST_NUMBER),
                net.minor(),
                price);
    }

    private static @Nullable BigDecimal optional(@Nullable XmlElement element) {
        return element == null || element.text().isBlank() ? null : Values.decimal(element.path(), element.text());
    }

    /// A line's amount, tax and total, where it states all three; and a rate that is no number, which is worth a
    /// look.
    private void checkTax(XmlElement item, Money net) {
        var tax = optional(item.one("ComTaxAm"));
        var total = optional(item.one("TotaltaxIncludedAmount"));
        if (tax != null
                && total != null
                && net.decimal().add(tax).subtract(total).abs().compareTo(new BigDecimal("0.01")) > 0) {
            throw new Unacceptable(
                    item.path() + "/TotaltaxIncludedAmount",
                    "amount_and_tax_make_the_total",
                    SOURCE,
                    "the line's amount and tax make " + net.decimal().add(tax).toPlainString());
        }
        var rate = item.one("TaxRate");
        if (rate != null && !RATE.matcher(rate.text().strip()).matches()) {
            warnings.add(new Warning("tax_rate_in_words", rate.path(), "the tax rate is not a number; the tax counts"));
        }
    }

    private @Nullable String originalInvoice(XmlElement data) {
        var number = data.at("SpecificInformation", "RedEInvoice", "OriginalInvoiceCode");
        if (number == null) {
            number = data.at("SpecificInformation", "RedEInvoice", "OriginalInvoiceNumber");
        }
        if (number == null || number.text().isBlank()) {
            warnings.add(new Warning(
                    "no_single_invoice",
                    data.path() + "/SpecificInformation/RedEInvoice",
                    "the red-letter invoice names no invoice and is applied to none"));
            return null;
        }
        return Values.number(number.path(), number.text());
    }

    private static Map<String, String> remark(XmlElement data) {
        var remark = data.at("AdditionalInformation", "Remark");
        return remark == null || remark.text().isBlank() ? Map.of() : Map.of("remark", Values.words(remark.text()));
    }

    private static ReadDocument.NamedParty party(XmlElement party, String id, String name) {
        var identifier = party.need(id);
        var called = party.one(name);
        return new ReadDocument.NamedParty(
                identifier.path(),
                identifier.text().isBlank()
                        ? List.of()
                        : List.of(identifier.text().strip()),
                called == null ? null : Values.words(called.text()));
    }
}
