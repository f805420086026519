package scf.platform.chain;

/// A chain-master has come to the platform, and its chain with it.
public record ChainRegistered(Chain chain) {}
