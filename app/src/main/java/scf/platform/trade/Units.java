package scf.platform.trade;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units of measure: an order in `KGM` (UN/ECE Recommendation 20) and a 数电票 in 千克 speak of one thing.
///
/// Only names of one and the same unit are joined; nothing is converted. 台 and 套 are different units, however often
/// they count the same machine.
final class Units {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("千克", "KGM"),
            Map.entry("公斤", "KGM"),
            Map.entry("KG", "KGM"),
            Map.entry("克", "GRM"),
            Map.entry("G", "GRM"),
            Map.entry("吨", "TNE"),
            Map.entry("T", "TNE"),
            Map.entry("米", "MTR"),
            Map.entry("M", "MTR"),
            Map.entry("平方米", "MTK"),
            Map.entry("立方米", "MTQ"),
            Map.entry("升", "LTR"),
            Map.entry("L", "LTR"),
            Map.entry("小时", "HUR"),
            Map.entry("天", "DAY"),
            Map.entry("套", "SET"),
            Map.entry("个", "C62"),
            Map.entry("EA", "C62"),
            Map.entry("PCS", "C62"),
            Map.entry("H87", "C62"),
            Map.entry("PC", "C62"),
            Map.entry("PCE", "C62"),
            Map.entry("件", "C62"),
            Map.entry("只", "C62"),
            Map.entry("KGS", "KGM"),
            Map.entry("KILOGRAM", "KGM"),
            Map.entry("MT", "TNE"),
            Map.entry("TON", "TNE"),
            Map.entry("公吨", "TNE"),
            Map.entry("M2", "MTK"),
            Map.entry("M3", "MTQ"),
            Map.entry("毫米", "MMT"),
            Map.entry("MM", "MMT"),
            Map.entry("厘米", "CMT"),
            Map.entry("CM", "CMT"),
            Map.entry("千米", "KMT"),
            Map.entry("公里", "KMT"),
            Map.entry("KM", "KMT"),
            Map.entry("毫升", "MLT"),
            Map.entry("ML", "MLT"),
            Map.entry("千瓦时", "KWH"),
            Map.entry("度", "KWH"),
            Map.entry("月", "MON"),
            Map.entry("年", "ANN"),
            Map.entry("箱", "CT"),
            Map.entry("卷", "RO"),
            Map.entry("双", "PR"),
            Map.entry("对", "PR"));

    private Units() {}

    /// Whether two quantities can be compared. A document that names no unit is taken to speak of the other's.
    static boolean same(@Nullable String one, @Nullable String other) {
        return one == null || other == null || code(one).equals(code(other));
    }

    /// The one name of the unit.
    static String code(String written) {
        String upper =
                Normalizer.normalize(written, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
        return NAMES.getOrDefault(upper, upper);
    }
}
