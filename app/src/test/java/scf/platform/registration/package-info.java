@NullMarked
package scf.platform.registration;

import org.jspecify.annotations.NullMarked;
