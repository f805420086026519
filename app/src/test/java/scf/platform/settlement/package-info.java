@NullMarked
package scf.platform.settlement;

import org.jspecify.annotations.NullMarked;
