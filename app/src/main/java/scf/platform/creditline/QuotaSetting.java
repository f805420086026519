package scf.platform.creditline;

import scf.platform.whitelist.Standing;

/// How setting an issuing quota ends, refusals in the order in which they are looked for.
public sealed interface QuotaSetting {

    /// Only who leads a chain issues vouchers.
    record NotAChainMaster() implements QuotaSetting {}

    record PeriodUpsideDown() implements QuotaSetting {}

    /// A quota is not raised while the chain-master is off the whitelist; it may always be cut.
    record NotListed(Standing.NotListed standing) implements QuotaSetting {}

    record Set(IssuingQuota quota) implements QuotaSetting {}
}
