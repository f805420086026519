package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import scf.platform.money.Money;

/// The issuer has not paid, and the bank has turned to the seller (追索).
///
/// @param amount what the bank was owed on that day
/// @param reason in the bank's words, for the seller
public record RecourseClaim(LocalDate claimedOn, Money amount, String reason, String claimedBy, Instant claimedAt) {}
