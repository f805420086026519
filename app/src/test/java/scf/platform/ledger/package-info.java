@NullMarked
package scf.platform.ledger;

import org.jspecify.annotations.NullMarked;
