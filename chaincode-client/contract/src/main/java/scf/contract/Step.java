package scf.contract;

import java.time.Instant;
import java.time.LocalDate;

/// A verified act on its way through the rules: who takes it, when, and the book that it would write in.
///
/// @param act the act's hash
/// @param role of the actor, as its key was registered
/// @param time the transaction's time
record Step(Book book, Config config, ActHeader header, String act, Role role, Instant time) {

    String actor() {
        return header.actor();
    }

    LocalDate businessDate() {
        return header.businessDate();
    }

    boolean isBy(String party) {
        return header.actor().equals(party);
    }

    /// Whether this party has signed the header, as its actor or beside it.
    boolean hasConsentOf(String party) {
        return isBy(party)
                || header.cosigners().stream().anyMatch(one -> one.actor().equals(party));
    }
}
