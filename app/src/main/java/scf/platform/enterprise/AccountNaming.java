package scf.platform.enterprise;

/// How it ends when an enterprise names an account of its own.
public sealed interface AccountNaming {

    /// The bank that is said to keep it is not a bank on the platform.
    record NoSuchBank() implements AccountNaming {}

    /// The same account again: the one that stands.
    record NamedBefore(Account account) implements AccountNaming {}

    record Named(Account account) implements AccountNaming {}
}
