package scf.platform.creditline;

/// A row of a batch as it arrived. A row that cannot be read is refused by itself; it does not take the others with it.
public sealed interface BatchRow {

    record Read(SubLimit limit) implements BatchRow {}

    /// What is wrong, with the field's name.
    record Unreadable(String detail) implements BatchRow {}
}
