package scf.platform.trade;

import java.time.LocalDate;

/// What becomes of a verification that somebody records, in order of precedence.
public sealed interface Verifying {

    /// There is none, or the bank was not let in on it.
    record NoSuchDocument() implements Verifying {}

    /// Nobody can have asked on a day that has not come, or before the document was.
    record CheckedOnNoSuchDay(LocalDate issued, LocalDate today) implements Verifying {}

    /// Under this source and reference another answer is recorded: an answer is not edited, it is asked for again.
    record RecordedOtherwise(Verification recorded) implements Verifying {}

    record RecordedBefore(Verification verification) implements Verifying {}

    record Recorded(Verification verification) implements Verifying {}
}
