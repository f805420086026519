/// [LedgerKit] judges any ledger; the other tests look inside the development ledger.
@NullMarked
package scf.devledger;

import org.jspecify.annotations.NullMarked;
