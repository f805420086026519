package scf.platform.trade;

/// A document is stored for the first time: what waited for it may be matched now.
public record DocumentFiled(TradeDocument document) {}
