@NullMarked
package scf.platform.tokens;

import org.jspecify.annotations.NullMarked;
