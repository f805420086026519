/// Whether PostgreSQL and the ledger say the same (对账): every key, receivable, voucher and lock, and every act.
///
/// The rooms compare their own rows ([scf.platform.ledger.Mirror]); this room goes through all of them and
/// through the ledger's blocks, again and again ([Reconciler]), writes down on what the two part ([Findings]),
/// closes it for new business, and says so aloud. Nothing is put right here: which side is wrong, a person
/// finds out.
@NullMarked
package scf.platform.reconciliation;

import org.jspecify.annotations.NullMarked;
