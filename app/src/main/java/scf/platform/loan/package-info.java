/// Chain-linked loans (链属贷): origination, disbursement, interest, the repayment waterfall, and the memo ledger of it
/// all.
@NullMarked
package scf.platform.loan;

import org.jspecify.annotations.NullMarked;
