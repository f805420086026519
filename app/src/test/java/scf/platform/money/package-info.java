@NullMarked
package scf.platform.money;

import org.jspecify.annotations.NullMarked;
