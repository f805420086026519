@NullMarked
package scf.verify;

import org.jspecify.annotations.NullMarked;
