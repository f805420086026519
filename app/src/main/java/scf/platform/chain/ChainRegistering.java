package scf.platform.chain;

/// How the registration of a chain-master ends.
public sealed interface ChainRegistering {

    /// No such party, or one that is no enterprise: a bank or the city owes nobody for goods.
    record NoSuchEnterprise() implements ChainRegistering {}

    /// A chain-master leads one chain.
    record LeadsOneAlready(Chain chain) implements ChainRegistering {}

    record Registered(Chain chain) implements ChainRegistering {}
}
