@NullMarked
package scf.platform;

import org.jspecify.annotations.NullMarked;
