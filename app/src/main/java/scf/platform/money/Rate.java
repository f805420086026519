package scf.platform.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A rate of interest in whole millionths: 3.85% is 38 500.
///
/// Chinese banks quote a percentage with four decimals (`3.8500`), and a ten-thousandth of a percent is one
/// millionth. Whether it is a year's or a day's rate is said by whoever uses it.
public record Rate(long millionths) implements Comparable<Rate> {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?");
    private static final int DECIMALS_OF_A_PERCENTAGE = 4;

    public Rate {
        if (millionths < 0) {
            throw new IllegalArgumentException("a rate is not negative");
        }
    }

    /// Reads a percentage as it stands in a message: `3.85`, `3.8500`.
    ///
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    @JsonCreator
    public static Rate ofPercent(String percent) {
        if (!WRITTEN.matcher(percent).matches()) {
            throw new IllegalArgumentException("a rate is a percentage of at most 4 decimals, such as \"3.8500\"");
        }
        return new Rate(
                new BigDecimal(percent).movePointRight(DECIMALS_OF_A_PERCENTAGE).longValueExact());
    }

    /// Half as much again for what is overdue: `upliftedBy` 50 of 4.35% is 6.525%.
    ///
    /// A loan contract names the uplift (罚息加收) in whole percent of the contract's rate; the People's Bank leaves 30
    /// to 50 (银发〔2003〕251号). The contract states the result with four decimals as well, half up.
    public Rate upliftedBy(int percent) {
        return new Rate((Math.multiplyExact(millionths, 100L + percent) + 50) / 100);
    }

    /// `3.8500`
    @JsonValue
    public String percent() {
        return BigDecimal.valueOf(millionths, DECIMALS_OF_A_PERCENTAGE).toPlainString();
    }

    @Override
    public int compareTo(Rate other) {
        return Long.compare(millionths, other.millionths);
    }

    @Override
    public String toString() {
        return percent() + "%";
    }
}
