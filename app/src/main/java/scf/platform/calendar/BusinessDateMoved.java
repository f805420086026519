package scf.platform.calendar;

import java.time.LocalDate;

/// A business day has opened. Whoever has something that falls due by it acts now, in this transaction.
///
/// Days may have been skipped (a platform that stood still, a practice city in a hurry): what is due is everything up
/// to and including this day, never only what bears its date.
public record BusinessDateMoved(LocalDate today) {}
