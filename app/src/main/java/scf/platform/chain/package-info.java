/// The demonstration registry (示范库) of chain-masters, and who belongs to whose chain in which tier.
@NullMarked
package scf.platform.chain;

import org.jspecify.annotations.NullMarked;
