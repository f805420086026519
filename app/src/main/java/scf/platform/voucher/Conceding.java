package scf.platform.voucher;

/// What becomes of a dilution that vouchers may have to give way to.
///
/// @param <T> what the receivable's own judgement is
public sealed interface Conceding<T> {

    /// One of the vouchers does not give way.
    record Refused<T>(ConcessionRefusal why) implements Conceding<T> {}

    /// They would all give way; the rest is between debtor, creditor and holders.
    record Judged<T>(T answer) implements Conceding<T> {}
}
