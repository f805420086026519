@NullMarked
package scf.platform.cityapi;

import org.jspecify.annotations.NullMarked;
