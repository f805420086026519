package scf.platform.financing;

/// Why a bank says no (拒绝原因): a code that can be counted, beside words for the holder.
public enum RejectionReason {

    /// Not within the bank's policy for this industry, region or size.
    CREDIT_POLICY,

    /// No room on the bank's line for this chain.
    LIMIT_EXHAUSTED,

    /// The documents behind the voucher do not suffice.
    INSUFFICIENT_EVIDENCE,

    /// The tenor, the amount or the price does not suit.
    TERMS_NOT_MET,

    /// The claim is financed, pledged or registered elsewhere.
    PRIOR_RIGHT,

    /// As the words say.
    OTHER
}
