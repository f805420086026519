/// The parties: who they are, how large, what accounts they own and which keys they sign with.
@NullMarked
package scf.platform.enterprise;

import org.jspecify.annotations.NullMarked;
