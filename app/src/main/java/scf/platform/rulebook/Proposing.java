package scf.platform.rulebook;

import java.time.LocalDate;
import java.util.Set;

/// What becomes of a proposed version of a rule, in order of precedence.
public sealed interface Proposing {

    /// Nothing is written, and why.
    sealed interface Refused extends Proposing {}

    /// The platform checks no rule of this code.
    record NoSuchRule() implements Refused {}

    /// What has been judged stays judged: a version begins today or later.
    record InThePast(LocalDate today) implements Refused {}

    /// A check finds the figures that it counts with, and no others.
    record OtherFigures(Set<String> wanted) implements Refused {}

    record Proposed(RuleVersion version) implements Proposing {}
}
