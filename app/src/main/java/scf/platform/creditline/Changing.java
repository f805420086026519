package scf.platform.creditline;

import scf.platform.whitelist.Standing;

/// How the change of a node ends, refusals in the order in which they are looked for.
public sealed interface Changing {

    /// No such node, or in another bank's line.
    record NoSuchNode() implements Changing {}

    record CurrencyDiffers(String ofLine) implements Changing {}

    record PeriodUpsideDown() implements Changing {}

    /// A limit is not raised while the chain-master is off the whitelist; it may always be cut.
    record NotListed(Standing.NotListed standing) implements Changing {}

    /// The bank has promised a scale under a listing that stands: its line is not cut below it.
    record BelowPromise(Preferences promised) implements Changing {}

    /// The node stands as it was to be: frozen already, or not frozen at all.
    record NothingToChange(Line line) implements Changing {}

    record Changed(Line line) implements Changing {}
}
