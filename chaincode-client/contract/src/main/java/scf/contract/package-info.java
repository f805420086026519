/// The rules and wire words of the ledger: the same classes run on every peer, in the client and in the dev ledger.
@NullMarked
package scf.contract;

import org.jspecify.annotations.NullMarked;
