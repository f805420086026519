package scf.platform.whitelist;

import java.time.LocalDate;
import java.util.List;
import scf.schema.ids.ObjectionId;

/// How a step of an entry ends, refusals in the order in which they are looked for.
public sealed interface Stepping {

    record NoSuchEntry() implements Stepping {}

    /// The step does not start from the state in which the entry stands.
    record OutOfOrder(ListingState state) implements Stepping {}

    /// A notice is never shorter than the rule says.
    record NoticeTooShort(int leastDays) implements Stepping {}

    /// Listing waits for the end of the notice.
    record NoticeRunning(LocalDate until) implements Stepping {}

    /// Listing waits until every objection has been answered.
    record ObjectionsOpen(List<ObjectionId> objections) implements Stepping {}

    record Taken(Entry entry) implements Stepping {}
}
