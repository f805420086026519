/// Verifies proofs (`docs/api/proof.md`) without a network and without the platform, whose code it shares none of: what
/// is proved here is proved to somebody who does not trust us. It needs a JDK and nothing else.
@NullMarked
package scf.verify;

import org.jspecify.annotations.NullMarked;
