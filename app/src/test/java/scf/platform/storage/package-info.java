@NullMarked
package scf.platform.storage;

import org.jspecify.annotations.NullMarked;
