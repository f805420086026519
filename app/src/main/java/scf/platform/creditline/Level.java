package scf.platform.creditline;

/// The four levels of a limit tree, from its root to its leaves, and the limits of a bank that cut across its lines.
public enum Level {

    /// 整链: bank × chain-master.
    CHAIN,

    /// 层级: all suppliers of one tier.
    TIER,

    /// 供应商: one supplier.
    SUPPLIER,

    /// 产品: one product for one supplier.
    PRODUCT,

    /// 单一客户: one name over all lines of the bank, as the borrower or as the debtor.
    SINGLE_NAME,

    /// 担保额度: what a guarantor has promised the bank, over all limits that it stands behind.
    GUARANTEE_POOL;

    /// Whether it stands beside the tree of a line rather than in it.
    public boolean cutsAcross() {
        return this == SINGLE_NAME || this == GUARANTEE_POOL;
    }

    /// How a refusal names it: `LIMIT_CHAIN`.
    public String code() {
        return "LIMIT_" + name();
    }
}
