package scf.platform.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// The trade papers that the practice city ships, written anew for two parties and a day.
final class Papers {

    static final String ORDER = "e-invoice-order.json";
    static final String RECEIPT = "e-invoice-receipt.json";
    static final String INVOICE = "e-invoice.xml";

    /// What the invoice says is payable.
    static final long PAYABLE = 100_000_000;

    private Papers() {}

    /// @param number of the invoice, from which the others' numbers follow
    static String written(String name, String number, Party seller, Party buyer, LocalDate today) {
        try (var file = Papers.class.getResourceAsStream("/practice/documents/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("the practice city ships no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${seller.uscc}", seller.identifier())
                    .replace("${buyer.uscc}", buyer.identifier())
                    .replace("${seller.name}", "闽江轴承钢有限公司")
                    .replace("${buyer.name}", "闽江装备制造集团")
                    .replace("PO-2026-0820", "PO-" + number)
                    .replace("GR-2026-0915", "GR-" + number)
                    .replace("26352000000012345678", number)
                    .replace("2026-08-20", today.minusDays(30).toString())
                    .replace("2026-09-15", today.minusDays(6).toString())
                    .replace("2026-09-16", today.minusDays(5).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String type(String name) {
        return name.endsWith(".xml") ? "application/xml" : "application/json";
    }
}
