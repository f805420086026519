/// What the ledger is told, and what it answers.
///
/// A room that needs the ledger prepares an **act** ([Acts#prepare]), shows it to the enterprise, verifies what
/// comes back signed ([Acts#verify]), and tells it ([Acts#tell]) in the transaction of its own change. The
/// relay carries it to the ledger, one after the other for each object. The answer comes back as an event in
/// one transaction with whatever the room does about it: [ActCommitted], or [ActRefused], on which the room
/// restores the former state.
///
/// The room knows nothing of vouchers or loans; it knows bytes, keys, order and patience.
@NullMarked
package scf.platform.ledger;

import org.jspecify.annotations.NullMarked;
