package scf.platform.trade;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Bytes to characters, strictly: what is not in the encoding that it claims is refused, never replaced by question
/// marks, because the character that is lost may stand in a number.
///
/// A file that claims nothing is UTF-8, or else GB18030, in which half of all Chinese software still writes: text of
/// the one is practically never valid in the other.
final class Encodings {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /// Encodings met in practice. GB18030 reads all that GBK and GB2312 write.
    private static final Map<String, Charset> KNOWN = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "UTF-16", StandardCharsets.UTF_16,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "GBK", GB18030,
            "GB2312", GB18030,
            "GB18030", GB18030);

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private Encodings() {}

    static String decoded(byte[] bytes) {
        var claimed = claimed(bytes);
        if (claimed.isPresent()) {
            return strictly(bytes, claimed.get())
                    .orElseThrow(() -> notIn(claimed.get() + ", as which they are declared"));
        }
        return strictly(bytes, StandardCharsets.UTF_8)
                .or(() -> strictly(bytes, GB18030))
                .orElseThrow(() -> notIn("UTF-8, nor GB18030"));
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static Unacceptable notIn(String what) {
        return new Unacceptable("", "encoding", "XML 1.0", "the bytes are not " + what);
    }

    /// By the mark at its beginning, or else by the XML declaration.
    private static Optional<Charset> claimed(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        boolean marked = startsWith(bytes, 0xEF, 0xBB, 0xBF);
        int from = marked ? 3 : 0;
        String head = new String(bytes, from, Math.min(200, bytes.length - from), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return marked ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
        }
        var charset = KNOWN.get(declared.group(1).toUpperCase(Locale.ROOT));
        if (charset == null) {
            throw new Unacceptable(
                    "",
                    "encoding",
                    Values.PAGE,
                    "the encoding is none of UTF-8, UTF-16, GBK, GB2312, GB18030, ISO-8859-1");
        }
        return Optional.of(charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
