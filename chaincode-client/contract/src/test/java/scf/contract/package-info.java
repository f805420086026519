@NullMarked
package scf.contract;

import org.jspecify.annotations.NullMarked;
