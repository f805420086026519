@NullMarked
package scf.platform.rulebook;

import org.jspecify.annotations.NullMarked;
