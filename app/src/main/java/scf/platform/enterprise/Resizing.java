package scf.platform.enterprise;

import java.time.LocalDate;

/// What becomes of another size for an enterprise, in order of precedence.
public sealed interface Resizing {

    record NoSuchEnterprise() implements Resizing {}

    /// The city and banks have no size that the law turns on.
    record HasNoSize(PartyKind kind) implements Resizing {}

    /// Contracts that were made are judged by the size of their day: a declaration reaches forward only.
    record ReachesBack(LocalDate today) implements Resizing {}

    /// Another size was declared for that day.
    record DeclaredBefore(DeclaredSize before) implements Resizing {}

    record Declared(DeclaredSize size) implements Resizing {}
}
