/// The transferable instrument: issue, acceptance, lock, funding, maturity and settlement of electronic receivable
/// vouchers (应收账款电子凭证).
@NullMarked
package scf.platform.voucher;

import org.jspecify.annotations.NullMarked;
