package scf.platform.registration;

import java.time.Instant;
import scf.platform.financing.RequestState;
import scf.platform.rulebook.Rule;

/// How a change of a registration ends, in order of precedence.
public sealed interface Changing {

    sealed interface Refused extends Changing {}

    /// There is none, or another bank's.
    record NoSuchRegistration() implements Refused {}

    /// It is discharged, or its term is over.
    record NotInForce(RegistrationState state) implements Refused {}

    /// Not the twenty digits that the unified system gives.
    record NotANumber() implements Refused {}

    /// A change is recorded after it was made, and made after the registration.
    record OutOfTime(Instant registeredAt, Instant now) implements Refused {}

    /// A registration runs for so many months in all, and not for more.
    record TermOutOfRange(int least, int most, Rule rule) implements Refused {}

    /// What it secures is not paid: it is discharged when the financing has ended.
    record FinancingRuns(RequestState state) implements Refused {}

    /// The number stands beside another change already.
    record NumberUsedBefore() implements Refused {}

    record Changed(Registration registration) implements Changing {}
}
