@NullMarked
package scf.platform.practice;

import org.jspecify.annotations.NullMarked;
