package scf.platform.trade;

/// Ends the reading of a document at its first fault. It never leaves the room: the service turns it into
/// [Filing.Unreadable].
final class Unacceptable extends RuntimeException {

    private final transient Fault fault;

    Unacceptable(String field, String rule, String source, String message) {
        super(message);
        this.fault = new Fault(field, rule, source, message);
    }

    Fault fault() {
        return fault;
    }
}
