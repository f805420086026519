package scf.platform.receivable;

/// What a claim arises from. Only goods delivered or work done are a ground for financing (银发〔2025〕77号 art 10;
/// 银保监办发〔2019〕205号): the others are named so that who asks is told why.
public enum ClaimKind {

    /// Goods were sold, or work was done (贸易应收账款).
    TRADE(true),

    /// Goods that still belong to the consignor (寄售): nothing is owed before they are sold on.
    CONSIGNMENT(false),

    /// A bill or another security (票据): it has its own register and its own law.
    BILL(false);

    private final boolean financeable;

    ClaimKind(boolean financeable) {
        this.financeable = financeable;
    }

    boolean isFinanceable() {
        return financeable;
    }
}
