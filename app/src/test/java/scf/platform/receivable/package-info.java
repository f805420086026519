@NullMarked
package scf.platform.receivable;

import org.jspecify.annotations.NullMarked;
