package scf.platform.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/// The trade documents and bank notices that the practice city ships, with the parties' names filled in.
final class Papers {

    private Papers() {}

    static String document(String file, PracticeParty seller, PracticeParty buyer) {
        return filled(
                "practice/documents/" + file,
                "${",
                "}",
                Map.of(
                        "seller.uscc", seller.role().identifier(),
                        "seller.name", seller.role().title(),
                        "buyer.uscc", buyer.role().identifier(),
                        "buyer.name", buyer.role().title()));
    }

    /// A notice of money received (camt.054), as the receiving bank would write it.
    static String notice(Map<String, String> values) {
        return filled("practice/camt.054.001.08.xml", "{{", "}}", values);
    }

    private static String filled(String file, String open, String close, Map<String, String> values) {
        String text = read(file);
        for (var value : values.entrySet()) {
            text = text.replace(open + value.getKey() + close, value.getValue());
        }
        if (text.contains(open)) {
            throw new IllegalStateException("A place in " + file + " was left empty");
        }
        return text;
    }

    private static String read(String file) {
        try {
            return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
