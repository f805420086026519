import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/// Amounts as messages write them: a decimal and its currency.
final class Amounts {

    private Amounts() {}

    static boolean isAmount(Map<String, Object> json) {
        return json.get("amount") instanceof String && json.get("currency") instanceof String;
    }

    /// In the currency's smallest unit.
    static long minor(Map<String, Object> json) {
        int decimals = Currency.getInstance(Json.text(json, "currency")).getDefaultFractionDigits();
        return new BigDecimal(Json.text(json, "amount"))
                .movePointRight(decimals)
                .longValueExact();
    }
}
