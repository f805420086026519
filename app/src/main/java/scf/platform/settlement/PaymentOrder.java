package scf.platform.settlement;

/// How asking for an instruction as an order of payment (pain.001) ends, in order of precedence.
public sealed interface PaymentOrder {

    /// There is none, or the caller neither pays nor keeps an account of who does.
    record NoSuchInstruction() implements PaymentOrder {}

    /// It is paid, or about to be.
    record NothingToPay(String state) implements PaymentOrder {}

    /// No account of the payer is verified: there is none to pay from.
    record NoPayersAccount() implements PaymentOrder {}

    /// Nobody receives the money yet: the holder has no verified account.
    record NoReceiver() implements PaymentOrder {}

    /// The order, for the bank that keeps the payer's account.
    ///
    /// @param xml `pain.001.001.09`
    record Written(String xml) implements PaymentOrder {}
}
