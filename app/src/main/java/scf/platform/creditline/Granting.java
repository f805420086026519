package scf.platform.creditline;

import scf.platform.money.Money;
import scf.platform.whitelist.Standing;

/// How the grant of a line ends, refusals in the order in which they are looked for.
public sealed interface Granting {

    record NoSuchChain() implements Granting {}

    /// No new line: the chain-master is not on the whitelist.
    record NotListed(Standing.NotListed standing) implements Granting {}

    /// The line would end before it begins.
    record PeriodUpsideDown() implements Granting {}

    /// The scale that the bank promises is counted in the currency of the line.
    record ScaleInOtherCurrency() implements Granting {}

    /// A bank that promises a scale grants as much.
    record ScaleAboveLimit(Money limit) implements Granting {}

    /// A bank has one line per chain and currency; its limits are changed, not doubled.
    record GrantedBefore(Line line) implements Granting {}

    record Granted(Line line) implements Granting {}
}
