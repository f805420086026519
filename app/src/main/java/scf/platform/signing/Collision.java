package scf.platform.signing;

/// Two transactions that met (a deadlock, a lock not granted in time): the loser may simply run again.
final class Collision {

    static final String ATTRIBUTE = Collision.class.getName();

    private Collision() {}

    static Problem problem() {
        return Problem.refused(
                        503, "busy", "Busy", "Others were working on the same objects. Nothing was written; try again.")
                .retryAfter(1);
    }
}
