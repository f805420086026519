package scf.platform.receivable;

/// On which side of a receivable a party stands.
public enum Role {
    CREDITOR,
    DEBTOR
}
