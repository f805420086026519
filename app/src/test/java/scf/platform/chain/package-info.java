@NullMarked
package scf.platform.chain;

import org.jspecify.annotations.NullMarked;
