package scf.contract;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Optional;

/// By what an invoice is known however somebody spells it: its seller and its number, letters and digits only.
///
/// `inv-0001`, `INV 0001` and `ＩＮＶ０００１` are one invoice; to finance it under each of the three is the oldest trick
/// there is. Only Latin letters, Chinese characters and digits are read: a Cyrillic А looks like a Latin A and is
/// not one. The round Chinese zero 〇 is read as the 0 that it stands for in numbers.
public record InvoiceIdentity(String seller, String number) {

    private static final int ROUND_ZERO = 0x3007;

    /// Empty if seller or number has nothing that an invoice could be known by, or something that only looks like
    /// it.
    public static Optional<InvoiceIdentity> of(String sellerIdentifier, String invoiceNumber) {
        String seller = normalised(sellerIdentifier);
        String number = normalised(invoiceNumber);
        return seller.isEmpty() || number.isEmpty()
                ? Optional.empty()
                : Optional.of(new InvoiceIdentity(seller, number));
    }

    /// Letters and digits in one spelling; empty where there is none or a letter of another script.
    public static String normalised(String text) {
        var kept = new StringBuilder();
        for (int c :
                Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().toArray()) {
            if (c >= 'a' && c <= 'z') {
                kept.appendCodePoint(c - 'a' + 'A');
            } else if (c == ROUND_ZERO) {
                kept.append('0');
            } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UnicodeScript.of(c) == UnicodeScript.HAN) {
                kept.appendCodePoint(c);
            } else if (Character.isLetterOrDigit(c)) {
                return "";
            }
        }
        return kept.toString();
    }
}
