@NullMarked
package scf.platform.whitelist;

import org.jspecify.annotations.NullMarked;
