package scf.platform.receivable;

import java.time.Instant;
import java.time.LocalDate;
import scf.schema.ids.ReceivableId;

/// The debtor's clock (条例 art 16) has rung for a claim that nobody answered.
///
/// @param day how many days after the request it was when it rang
public record Escalation(ReceivableId receivable, Kind kind, int day, LocalDate raisedOn, Instant createdAt) {

    public enum Kind {

        /// A few days are left (临期预警).
        WARNING,

        /// The days are over: the city takes it up (逾期上报).
        ESCALATION
    }

    /// An escalation with the receivable as it stands by now.
    public record View(Escalation escalation, Receivable receivable) {

        public boolean isAnswered() {
            return !ReceivableStates.unanswered(receivable);
        }
    }
}
