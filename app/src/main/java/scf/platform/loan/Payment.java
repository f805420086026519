package scf.platform.loan;

import scf.platform.money.Money;

/// Money that a bank says it has received from the borrower.
///
/// @param costs what enforcing the claim has cost since the payment before: it is met first
/// @param bankReference the bank's own reference of the credit
public record Payment(Money amount, Money costs, String bankReference) {}
