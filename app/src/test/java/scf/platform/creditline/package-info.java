@NullMarked
package scf.platform.creditline;

import org.jspecify.annotations.NullMarked;
