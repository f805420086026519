package scf.platform.enterprise;

/// A bank has come to the platform: one funder (资金方) more.
public record BankRegistered(Enterprise bank) {}
