@NullMarked
package scf.platform.trade;

import org.jspecify.annotations.NullMarked;
