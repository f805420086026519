package scf.platform.trade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The documents that the practice city ships, with two of the fictitious parties of these tests in them.
public final class PracticeDocuments {

    public static final String SELLER = "91350100MA00000C5G";
    public static final String BUYER = "91350100MA00000B7M";

    private PracticeDocuments() {}

    public static String of(String name) {
        try (InputStream file = PracticeDocuments.class.getResourceAsStream("/practice/documents/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("the practice city ships no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${seller.uscc}", SELLER)
                    .replace("${buyer.uscc}", BUYER)
                    .replace("${seller.name}", "闽江轴承钢有限公司")
                    .replace("${buyer.name}", "闽江装备制造集团");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
