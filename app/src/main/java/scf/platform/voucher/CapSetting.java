package scf.platform.voucher;

import scf.platform.rulebook.Rule;

/// How setting the caps of an issuer ends, in order of precedence.
public sealed interface CapSetting {

    /// Vouchers are issued by chain-masters, and this party is none.
    record NotAChainMaster() implements CapSetting {}

    /// Caps begin tomorrow at the earliest: what was transferred today was transferred under today's.
    record TooEarly() implements CapSetting {}

    /// A cap of the issuer narrows the rule; it never widens it.
    record AboveTheRule(String field, int most, Rule rule) implements CapSetting {}

    /// From that day on, caps of this issuer stand already.
    record SetBefore() implements CapSetting {}

    record Set(Caps caps) implements CapSetting {}
}
