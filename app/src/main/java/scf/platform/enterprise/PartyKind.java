package scf.platform.enterprise;

/// The three kinds of party on the platform; every door is open to some of them.
public enum PartyKind {

    /// The city's desk (城市主管部门): registers parties, keeps the whitelist, supervises.
    CITY,

    /// A bank (银行): grants lines, offers, lends, collects.
    BANK,

    /// A business (企业): a chain-master that owes, or a supplier that is owed; often both.
    ENTERPRISE
}
