package scf.platform.enterprise;

import scf.schema.ids.EnterpriseId;

/// How it ends when a bank verifies an account that it keeps.
public sealed interface AccountVerifying {

    /// No such account, or one that another bank keeps: a bank must not learn which.
    record NoSuchAccount() implements AccountVerifying {}

    /// The bank has verified the same number for somebody else: one of the two is wrong.
    record VerifiedForAnother(EnterpriseId owner) implements AccountVerifying {}

    record VerifiedBefore(Account account) implements AccountVerifying {}

    record Verified(Account account) implements AccountVerifying {}
}
