package scf.contract;

/// Whether a bank that is not paid by the debtor may turn to whoever sold it the voucher, or borrowed on it (追索权).
public enum Recourse {
    /// It may, and what the debtor pays beyond its claim goes back (有追索权, 民法典 766).
    WITH_RECOURSE,
    /// It has the debtor alone, and keeps what the debtor pays (无追索权, 民法典 767).
    WITHOUT_RECOURSE
}
