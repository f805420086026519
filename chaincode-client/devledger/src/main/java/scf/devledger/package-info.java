/// A single-process development ledger that answers Fabric's own gateway protocol.
@NullMarked
package scf.devledger;

import org.jspecify.annotations.NullMarked;
