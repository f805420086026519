package scf.platform.trade;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.regex.Pattern;
import scf.contract.InvoiceIdentity;
import scf.platform.money.Money;

/// The forms in which documents write numbers, dates and amounts: one reader for all formats, so that one mistake
/// has one name.
final class Values {

    /// Where our own rules on documents are written.
    static final String PAGE = "docs/api/documents.md";

    /// Fifteen digits before the point and thirteen after it: unit prices of a 数电票 go that far. No exponent:
    /// `1E999999` is eight characters and a full memory.
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,13})?");

    /// A date with or without the offset that XML Schema allows it.
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(Z|[+-]\\d{2}:\\d{2})?");

    /// In minor units. Ninety of them make a sum that still fits.
    private static final BigDecimal MOST = new BigDecimal("1e17");

    private Values() {}

    /// A document says something of at least one line, and of no more than can be compared.
    static void lines(String field, int count) {
        if (count == 0) {
            throw new Unacceptable(field, "required", PAGE, "the document has no line");
        }
        if (count > Limits.MOST_LINES) {
            throw new Unacceptable(field, "too_many_lines", PAGE, "more than " + Limits.MOST_LINES + " lines");
        }
    }

    /// Words as they stand, without the white space around them. Control characters are refused: no database and no
    /// printout agrees on them.
    static String text(String field, String raw, int longest) {
        String text = raw.strip();
        if (text.isEmpty()) {
            throw new Unacceptable(field, "required", PAGE, "this field is empty");
        }
        if (text.length() > longest) {
            throw new Unacceptable(
                    field, "too_long", PAGE, "at most " + longest + " characters stand here, not " + text.length());
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new Unacceptable(field, "control_character", PAGE, "a control character stands in this field");
        }
        return text;
    }

    /// Free words, such as a name or a remark: line breaks become spaces, and what is too long is cut.
    static String words(String raw) {
        String words = raw.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
        return words.length() <= Limits.LONGEST_TEXT
                ? words
                : words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, Limits.LONGEST_TEXT - 1)));
    }

    /// A document's number, which must be one that the ledger can tell from others.
    static String number(String field, String raw) {
        String number = text(field, raw, Limits.LONGEST_NUMBER);
        if (InvoiceIdentity.normalised(number).isEmpty()) {
            throw new Unacceptable(
                    field,
                    "comparable_number",
                    PAGE,
                    "a number has Latin letters, digits or Chinese characters, and letters of no other script");
        }
        return number;
    }

    static BigDecimal decimal(String field, String raw) {
        String text = raw.strip();
        if (!DECIMAL.matcher(text).matches()) {
            throw new Unacceptable(
                    field,
                    "decimal",
                    PAGE,
                    "a decimal has at most 15 digits before the point and 13 after it, and no exponent");
        }
        return new BigDecimal(text);
    }

    static LocalDate date(String field, String raw) {
        var date = DATE.matcher(raw.strip());
        if (date.matches()) {
            try {
                return LocalDate.of(
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)));
            } catch (DateTimeException _) {
                // 2026-02-30 has the form of a date; the refusal below says what both lack.
            }
        }
        throw new Unacceptable(field, "date", "ISO 8601", "this is not a date like 2026-09-21");
    }

    /// A date as a message writes it. Four digits of a year are what every database and every act can hold.
    static LocalDate day(String field, LocalDate day) {
        return date(field, day.toString());
    }

    static Currency currency(String field, String raw) {
        try {
            var currency = Currency.getInstance(raw.strip());
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the one refusal below.
        }
        throw new Unacceptable(field, "currency", "ISO 4217", "this is not a currency that is paid in");
    }

    /// Digits in one spelling: full-width ones become half-width, and the white space that people put between groups
    /// goes. Zeros stay where they are.
    static String digits(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    /// A number as Chinese files print it: without the currency's sign and without grouping.
    static String plainNumber(String raw) {
        return digits(raw).replaceFirst("^[¥￥]", "").replace(",", "");
    }

    static Money withoutSign(Money amount) {
        return amount.isNegative() ? Money.zero(amount.currency()).minus(amount) : amount;
    }

    /// Amount and tax make the total, to the smallest unit or one beside it: each was rounded by itself.
    static void amountAndTax(String field, String source, Money amount, Money tax, Money total) {
        var sum = amount.plus(tax);
        if (Math.abs(sum.minor() - total.minor()) > 1) {
            throw new Unacceptable(
                    field,
                    "amount_and_tax_make_the_total",
                    source,
                    "amount and tax make %s, and the total is %s".formatted(sum.format(), total.format()));
        }
    }

    /// An amount as rows write it, with its sign where it has one.
    static Money money(String field, DocumentRows.AmountRow row) {
        return amount(field + "/amount", row.amount(), currency(field + "/currency", row.currency()));
    }

    /// An amount of a document: `100`, `100.5` and `100.50` yuan are one amount, and 100.505 is none.
    static Money amount(String field, String raw, Currency currency) {
        var amount = decimal(field, raw);
        int digits = currency.getDefaultFractionDigits();
        if (amount.scale() > digits) {
            throw new Unacceptable(
                    field,
                    "decimals_of_the_currency",
                    "ISO 4217",
                    "an amount in %s has at most %d decimals, not %d".formatted(currency, digits, amount.scale()));
        }
        if (amount.movePointRight(digits).abs().compareTo(MOST) > 0) {
            throw new Unacceptable(field, "decimal", PAGE, "the amount is larger than any that is paid");
        }
        return Money.exactly(amount, currency);
    }

    /// An amount that came as money already, kept within what is summed without a thought.
    static Money sound(String field, Money amount) {
        return amount(field, amount.decimal().toPlainString(), amount.currency());
    }
}
