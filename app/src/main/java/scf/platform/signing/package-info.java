/// The signed door (签名接口): who calls, whether it is really them, and whether they have asked the same before.
///
/// The profile SCF-Sig/1 in both directions: requests are verified before anything reads them, answers are signed, also
/// when they refuse. Everything the doors share lives here too: [Caller], [Problem], [Page].
@NullMarked
package scf.platform.signing;

import org.jspecify.annotations.NullMarked;
