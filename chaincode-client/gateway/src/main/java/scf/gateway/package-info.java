/// The one client of the ledger, over the unmodified Fabric Gateway SDK.
@NullMarked
package scf.gateway;

import org.jspecify.annotations.NullMarked;
