package scf.platform.money;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An amount of money: a whole number of the currency's minor unit (分 for the yuan).
///
/// There is no way to build one from a floating-point number and no way to lose a fraction: what does not divide
/// evenly is rounded in [Interest], where the rule is written down, and nowhere else. Two currencies never meet in
/// one sum: that is an accident of the programmer, not a conversion.
///
/// In JSON it is `{"amount":"96.75","currency":"CNY"}`: a string with exactly the currency's decimals, because
/// JavaScript loses whole numbers past 2^53.
@JsonAutoDetect(
        creatorVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({"amount", "currency"})
public record Money(Currency currency, long minor) implements Comparable<Money> {

    public static final Currency CNY = Currency.getInstance("CNY");

    /// Fifteen digits before the point are what every Chinese bank interface carries; a sign is never written: who
    /// pays whom says the direction.
    private static final Pattern WRITTEN = Pattern.compile("\\d{1,15}(\\.\\d+)?");

    private static final int LONGEST_SHOWN = 24;

    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency + " is not a currency that is paid in");
        }
    }

    public static Money ofMinor(long minor, String currency) {
        return new Money(Currency.getInstance(currency), minor);
    }

    public static Money fen(long fen) {
        return new Money(CNY, fen);
    }

    public static Money zero(Currency currency) {
        return new Money(currency, 0);
    }

    /// Reads an amount as it stands in a message: exactly the currency's decimals, no sign, no grouping.
    ///
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    public static Money parse(String amount, String currency) {
        var unit = currencyOf(currency);
        int digits = unit.getDefaultFractionDigits();
        if (!WRITTEN.matcher(amount).matches()) {
            throw new IllegalArgumentException(
                    "an amount in %s is a string of at most 15 digits and %d decimals, without a sign"
                            .formatted(currency, digits));
        }
        if (decimalsOf(amount) != digits) {
            throw new IllegalArgumentException("%s has %s decimals than %s, which is written with %d decimals"
                    .formatted(shortened(amount), decimalsOf(amount) > digits ? "more" : "fewer", currency, digits));
        }
        return exactly(new BigDecimal(amount), unit);
    }

    /// A JSON number is not an amount, even where a reader of JSON would kindly turn it into a string.
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static Money read(
            @JsonProperty("amount") @Nullable Object amount, @JsonProperty("currency") @Nullable Object currency) {
        if (amount instanceof String written && currency instanceof String code) {
            return parse(written, code);
        }
        throw new IllegalArgumentException("money is an amount and its currency, both strings");
    }

    /// The amount a document states, whose number of decimals is its own affair: `100`, `100.5` and `100.50` are one
    /// amount. A fraction of the minor unit is refused, never rounded.
    ///
    /// @throws IllegalArgumentException when it is not a whole number of the minor unit, or too large
    public static Money exactly(BigDecimal amount, Currency currency) {
        try {
            return new Money(
                    currency,
                    amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "%s is not a whole number of the minor unit of %s".formatted(amount.toPlainString(), currency), e);
        }
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a currency is an ISO 4217 code such as CNY", e);
        }
    }

    private static String shortened(String amount) {
        return amount.length() <= LONGEST_SHOWN ? amount : amount.substring(0, LONGEST_SHOWN) + "…";
    }

    private static int decimalsOf(String amount) {
        int point = amount.indexOf('.');
        return point < 0 ? 0 : amount.length() - point - 1;
    }

    public Money plus(Money other) {
        return new Money(sameAs(other), Math.addExact(minor, other.minor));
    }

    public Money minus(Money other) {
        return new Money(sameAs(other), Math.subtractExact(minor, other.minor));
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean exceeds(Money other) {
        return compareTo(other) > 0;
    }

    /// In the currency's major unit, with its decimals: 9675 fen are 96.75.
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @JsonProperty("currency")
    String code() {
        return currency.getCurrencyCode();
    }

    /// As it stands in a message: `96.75`.
    @JsonProperty("amount")
    public String format() {
        return decimal().toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        sameAs(other);
        return Long.compare(minor, other.minor);
    }

    private Currency sameAs(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s never meet in one sum".formatted(currency, other.currency));
        }
        return currency;
    }

    /// For a reader of the log: `96.75 CNY`.
    @Override
    public String toString() {
        return format() + " " + currency;
    }
}
