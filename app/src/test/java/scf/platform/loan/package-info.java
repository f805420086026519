@NullMarked
package scf.platform.loan;

import org.jspecify.annotations.NullMarked;
