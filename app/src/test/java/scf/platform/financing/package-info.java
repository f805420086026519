@NullMarked
package scf.platform.financing;

import org.jspecify.annotations.NullMarked;
