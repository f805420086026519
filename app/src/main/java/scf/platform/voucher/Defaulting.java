package scf.platform.voucher;

/// How declaring a default (违约) ends, in order of precedence.
public sealed interface Defaulting {

    /// There is none, or the caller is not whom its money is owed to.
    record NoSuchVoucher() implements Defaulting {}

    /// Its days of grace are not over, or it is not unpaid.
    record NotOverdue(String state, String reason) implements Defaulting {}

    record Declared(Voucher.Defaulted voucher) implements Defaulting {}
}
