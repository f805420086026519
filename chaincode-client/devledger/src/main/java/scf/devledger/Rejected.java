package scf.devledger;

/// A message that no honest client of the gateway sends: malformed, badly signed, from a stranger, for another
/// channel.
final class Rejected extends RuntimeException {

    Rejected(String message) {
        super(message);
    }
}
