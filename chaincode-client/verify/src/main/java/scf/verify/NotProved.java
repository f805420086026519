package scf.verify;

/// Ends a verification at the first thing that is wrong. It never leaves [Verifier].
final class NotProved extends RuntimeException {

    private final Reason reason;
    private final String where;

    NotProved(Reason reason, String where) {
        super(reason + " " + where, null, false, false);
        this.reason = reason;
        this.where = where;
    }

    Reason reason() {
        return reason;
    }

    String where() {
        return where;
    }
}
