package scf.platform.registration;

import java.time.Instant;
import java.time.LocalDate;
import scf.platform.financing.RequestState;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;
import scf.schema.ids.RegistrationId;
import scf.schema.ids.VoucherNo;

/// How recording a registration ends, in order of precedence.
public sealed interface Recording {

    sealed interface Refused extends Recording {}

    /// There is none, or another bank's offer was accepted.
    record NoSuchRequest() implements Refused {}

    record RegisteredBefore(RegistrationId before) implements Refused {}

    /// Not the twenty digits that the unified system gives.
    record NotANumber(Rule rule) implements Refused {}

    record RegisteredInTheFuture(Instant now) implements Refused {}

    /// Before this day there was no claim to register: neither its voucher nor the offer on it.
    record RegisteredTooEarly(LocalDate earliest, Rule rule) implements Refused {}

    /// Who registers has searched before.
    record SearchedTooLate(Rule rule) implements Refused {}

    /// Others may have registered since: a search counts for so many days.
    record SearchedTooEarly(int days, Rule rule) implements Refused {}

    /// The search has found another's right, and the earlier registration comes first.
    record PriorRegistration(Rule rule) implements Refused {}

    /// The words that were registered do not name the voucher or not its amount: nobody would find this claim by them.
    record NotThisClaim(VoucherNo voucher, Money amount, Rule rule) implements Refused {}

    /// A registration runs for so many months, and not for more or less.
    record TermOutOfRange(int least, int most, Rule rule) implements Refused {}

    /// It would be over before the claim that it secures is due.
    record EndsBeforeDue(LocalDate due, Rule rule) implements Refused {}

    /// The request does not wait for a registration.
    record NotAccepted(RequestState state) implements Refused {}

    /// The holder's lock has not reached the ledger yet.
    record LockPending() implements Refused {}

    /// The number stands beside another financing already.
    record NumberUsedBefore() implements Refused {}

    record Recorded(Registration registration) implements Recording {}
}
