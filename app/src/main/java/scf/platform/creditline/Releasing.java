package scf.platform.creditline;

/// How it ends when a hold is given back.
public sealed interface Releasing {

    record ResolvedBefore(HoldState as) implements Releasing {}

    record Released() implements Releasing {}
}
