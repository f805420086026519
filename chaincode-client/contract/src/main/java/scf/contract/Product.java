package scf.contract;

/// The legal form in which a bank finances a voucher: it decides who is the holder of record (权利人) afterwards.
public enum Product {
    /// Purchase (受让): the claim passes to the bank, which becomes the holder.
    PURCHASE,
    /// Pledge (质押): the holder keeps the claim, and the bank stands beside it as pledgee (质权人).
    PLEDGE
}
