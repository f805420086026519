package scf.platform.whitelist;

/// How a declaration (申报) ends.
public sealed interface Declaring {

    /// Only who leads a chain is declared.
    record NotAChainMaster() implements Declaring {}

    /// One living entry per chain-master; this is it.
    record EntryLives(Entry entry) implements Declaring {}

    record Declared(Entry entry) implements Declaring {}
}
