@NullMarked
package scf.platform.signing;

import org.jspecify.annotations.NullMarked;
