package scf.platform.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/// Notifications of credits (camt.054), as the practice bank writes them.
public final class CreditMessages {

    private CreditMessages() {}

    public static String credit(String reference, String amount) {
        String template = template();
        return template.substring(template.indexOf("<Ntry>"), template.indexOf("</Ntfctn>"))
                .replace("{{reference}}", reference)
                .replace("{{amount}}", amount);
    }

    public static String message(String id, String... credits) {
        String template = template();
        var numbered = IntStream.range(0, credits.length)
                .mapToObj(i -> credits[i].replace("{{bankReference}}", id + "-" + i))
                .toList();
        return (template.substring(0, template.indexOf("<Ntry>"))
                        + String.join("", numbered)
                        + template.substring(template.indexOf("</Ntfctn>")))
                .replace("{{messageId}}", id)
                .replace("{{createdAt}}", "2026-12-18T09:30:00+08:00")
                .replace("{{creditedAccount}}", "CREDITED")
                .replace("{{currency}}", "CNY")
                .replace("{{bookedOn}}", "2026-12-18")
                .replace("{{payerName}}", "Payer")
                .replaceAll(">\\s+<", "><");
    }

    public static String payerAccount(String number) {
        return "<DbtrAcct><Id><Othr><Id>" + number + "</Id></Othr></Id></DbtrAcct>";
    }

    private static String template() {
        try (var stream = CreditMessages.class.getResourceAsStream("/practice/camt.054.001.08.xml")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
