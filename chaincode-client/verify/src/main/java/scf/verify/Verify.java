package scf.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// `verify FILE --trust BUNDLE [--nonce HEX]`: says in words what a proof proves, and what not.
///
/// Ends with 0 if it proves something, with 1 if it proves nothing, with 2 if it was called in another way.
public final class Verify {

    private static final int PROVED = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Verify() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, Clock.systemUTC()));
    }

    static int run(String[] arguments, PrintStream out, Clock clock) {
        boolean asked = arguments.length == 3 || (arguments.length == 5 && arguments[3].equals("--nonce"));
        if (!asked || !arguments[1].equals("--trust")) {
            out.println("verify FILE --trust BUNDLE [--nonce HEX]");
            return MISUSED;
        }
        byte[] file;
        TrustBundle trust;
        try {
            file = Files.readAllBytes(Path.of(arguments[0]));
            trust = TrustBundle.of(Files.readAllBytes(Path.of(arguments[2])));
        } catch (IOException | IllegalArgumentException e) {
            out.println("cannot be read: " + e);
            return MISUSED;
        }
        Optional<String> nonce = arguments.length == 5 ? Optional.of(arguments[4]) : Optional.empty();
        return tell(new Verifier(trust, nonce, clock.instant()).verify(file), out);
    }

    private static int tell(Verdict verdict, PrintStream out) {
        return switch (verdict) {
            case Verdict.Proved proved -> {
                out.println("PROVED");
                proved.holds().forEach(line -> out.println("  " + line));
                out.println("NOT PROVED");
                proved.open().forEach(line -> out.println("  " + line));
                yield PROVED;
            }
            case Verdict.Refused refused -> {
                out.println("NOT A PROOF: " + refused.reason() + " (" + refused.where() + "): "
                        + refused.reason().words());
                yield REFUSED;
            }
        };
    }
}
