package scf.platform.calendar;

import java.time.LocalDate;

/// How an attempt to move the business date ended, in the order in which the reasons are looked for.
public sealed interface Moving {

    /// This store follows the calendar of Shanghai; nobody moves its date.
    record FollowsTheCalendar(LocalDate today) implements Moving {}

    /// Contracts have been counted by the present date; time does not run backwards, nor does it stand still.
    record NotAfter(LocalDate today) implements Moving {}

    record Moved(LocalDate from, LocalDate to) implements Moving {}
}
