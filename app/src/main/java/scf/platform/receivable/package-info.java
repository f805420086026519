/// Receivables (应收账款): a supplier claims, the documents are matched, the debtor confirms on the ledger.
@NullMarked
package scf.platform.receivable;

import org.jspecify.annotations.NullMarked;
