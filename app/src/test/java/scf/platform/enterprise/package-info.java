@NullMarked
package scf.platform.enterprise;

import org.jspecify.annotations.NullMarked;
