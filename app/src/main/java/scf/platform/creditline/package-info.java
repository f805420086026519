/// The whole-chain credit line (整链授信): a tree of limits, and the holds that keep every draw within all of them.
@NullMarked
package scf.platform.creditline;

import org.jspecify.annotations.NullMarked;
