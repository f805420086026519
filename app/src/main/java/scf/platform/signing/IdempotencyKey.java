package scf.platform.signing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/// `Idempotency-Key`: a quoted string as the IETF draft has it, or the bare word that most clients send.
final class IdempotencyKey {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern QUOTED = Pattern.compile("[ -~]{8,64}");

    private IdempotencyKey() {}

    /// The unquoted value, so that `"k"` and `k` are one key. Empty when there is none, or more than one, or no good
    /// one.
    static Optional<String> read(List<String> lines) {
        if (lines.size() != 1) {
            return Optional.empty();
        }
        String sent = lines.getFirst().strip();
        if (BARE.matcher(sent).matches()) {
            return Optional.of(sent);
        }
        if (!sent.startsWith("\"") || !sent.endsWith("\"")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Parser.parseString(sent).get())
                    .filter(key -> QUOTED.matcher(key).matches());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
