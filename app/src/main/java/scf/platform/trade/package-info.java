/// Trade documents (贸易单证): handed in, read, kept with their bytes, and compared with each other.
@NullMarked
package scf.platform.trade;

import org.jspecify.annotations.NullMarked;
