package scf.platform.enterprise;

import java.util.Locale;

/// What a key may sign. The two never meet: who steals a bank's key for signed HTTP cannot sign acts with it.
public enum KeyUsage {

    /// Messages at the doors.
    HTTP,

    /// Acts on the ledger.
    ACT;

    /// As it stands in messages: `http`, `act`.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads the word of a message.
    ///
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    public static KeyUsage ofWire(String wire) {
        return switch (wire) {
            case "http" -> HTTP;
            case "act" -> ACT;
            default -> throw new IllegalArgumentException("a key's usage is http or act");
        };
    }
}
