package scf.platform.rulebook;

import java.time.LocalDate;

/// What becomes of an approval, in order of precedence.
public sealed interface Approving {

    /// Nothing is written, and why.
    sealed interface Refused extends Approving {}

    record NoSuchVersion() implements Refused {}

    /// It is in force, or will be on its day.
    record ApprovedBefore() implements Refused {}

    /// Who proposed it does not approve it as well (经办/复核).
    record MakerIsChecker() implements Refused {}

    /// Its day has passed while it waited: it is proposed anew.
    record InThePast(LocalDate today) implements Refused {}

    record Approved(RuleVersion version) implements Approving {}
}
