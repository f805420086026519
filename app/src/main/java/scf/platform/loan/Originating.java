package scf.platform.loan;

import java.time.Instant;
import scf.platform.money.Money;

/// How making a loan out of a financing request ends, in order of precedence.
public sealed interface Originating {

    /// There is none, or the holder has accepted another bank's offer.
    record NoSuchRequest() implements Originating {}

    /// A loan is made of a request that is accepted and registered (银发〔2025〕77号 art 13), and of that only once.
    record NotRegistered(String state) implements Originating {}

    /// The credit was held until then; now it may be another's.
    record HoldOver(Instant until) implements Originating {}

    /// The amount is the one that was accepted, to the fen.
    record OtherAmount(Money accepted) implements Originating {}

    /// There are no days left on which money could be lent.
    record Matured() implements Originating {}

    record Originated(Loan.PendingDisburse loan) implements Originating {}
}
