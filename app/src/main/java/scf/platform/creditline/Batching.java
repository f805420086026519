package scf.platform.creditline;

import java.util.List;
import scf.platform.whitelist.Standing;

/// How a batch of sub-limits ends as a whole.
public sealed interface Batching {

    /// No such line, or another bank's.
    record NoSuchLine() implements Batching {}

    /// The number was used for a batch with other content.
    record NumberUsedForOther() implements Batching {}

    /// No new limits: the chain-master is not on the whitelist.
    record NotListed(Standing.NotListed standing) implements Batching {}

    /// One answer per row, the same however often the batch is sent.
    record Answered(List<RowAnswer> rows, boolean before) implements Batching {

        public Answered {
            rows = List.copyOf(rows);
        }
    }
}
