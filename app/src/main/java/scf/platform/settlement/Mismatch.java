package scf.platform.settlement;

import org.jspecify.annotations.Nullable;
import scf.schema.ids.LoanId;

/// Why a credit pays nothing that is due, in a code for programs and in words.
///
/// @param loan the loan whose bank should have had the money, if it was paid to the old holder
public record Mismatch(Code code, String words, @Nullable LoanId loan) {

    Mismatch(Code code, String words) {
        this(code, words, null);
    }

    /// In order of precedence.
    public enum Code {

        /// It is the amount of a voucher that a bank has financed, paid by its issuer to whom it belonged before: since
        /// it was told of the financing, the issuer is not discharged by it (合同编通则解释 art 48).
        PAID_TO_OLD_HOLDER,

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
        REFUSED_BY_LEDGER,

        /// A person had assigned it as a part, and that was wrong.
        TAKEN_BACK
    }
}
