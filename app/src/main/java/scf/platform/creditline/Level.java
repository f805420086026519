package scf.platform.creditline;

/// The four levels of a limit tree, from its root to its leaves.
public enum Level {

    /// 整链: bank × chain-master.
    CHAIN,

    /// 层级: all suppliers of one tier.
    TIER,

    /// 供应商: one supplier.
    SUPPLIER,

    /// 产品: one product for one supplier.
    PRODUCT;

    /// How a refusal names it: `LIMIT_CHAIN`.
    public String code() {
        return "LIMIT_" + name();
    }
}
