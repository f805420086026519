/// The one client of the ledger, over the unmodified Fabric Gateway SDK.
///
/// An act travels in three steps, and a failure means something else at each:
///
/// 1. `endorse` – city and platform execute it and sign what it changes. Failed: nothing happened.
/// 2. `submit` – the signed envelope goes to the orderer. Failed: nobody knows; ask by id, or submit the bytes again.
/// 3. `status` – the block it came into and whether it holds there.
///
/// What a step returns is written down before the next is taken, so that a killed platform goes on where it stood.
@NullMarked
package scf.gateway;

import org.jspecify.annotations.NullMarked;
