@NullMarked
package scf.platform.reconciliation;

import org.jspecify.annotations.NullMarked;
