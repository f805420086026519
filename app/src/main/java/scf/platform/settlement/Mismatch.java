package scf.platform.settlement;

/// Why a credit pays nothing that is due, in a code for programs and in words.
public record Mismatch(Code code, String words) {

    /// In order of precedence.
    public enum Code {

        /// The payer's bank carried no EndToEndId.
        NO_REFERENCE,

        /// No instruction of this bank has that reference.
        UNKNOWN_REFERENCE,

        /// Another credit has paid the instruction, or is about to.
        PAID_BEFORE,

        /// Not the amount to the fen, or another currency: nothing is settled in part, or in another money.
        OTHER_AMOUNT,

        /// The money is on another account than the instruction's.
        OTHER_ACCOUNT,

        /// The money came from an account that is not the payer's.
        OTHER_PAYER,

        /// It fitted, and the ledger refused the settlement.
        REFUSED_BY_LEDGER
    }
}
