/// What the client makes of a gateway's answers. How it does against a ledger, `LedgerKit` judges.
@NullMarked
package scf.gateway;

import org.jspecify.annotations.NullMarked;
