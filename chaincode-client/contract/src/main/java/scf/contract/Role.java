package scf.contract;

/// What kind of party a key speaks for. A party has one role on the ledger, and all its keys have the same.
public enum Role {
    /// The city that runs the programme: it registers keys for anyone.
    CITY,
    /// A bank: it identifies enterprises, finances vouchers and collects them.
    BANK,
    /// A chain-master or a supplier: debtor, creditor, holder.
    ENTERPRISE
}
