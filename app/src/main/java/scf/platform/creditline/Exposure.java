package scf.platform.creditline;

import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// What one bank has granted to a chain-master's chain, and how much of it is taken: nobody is credited by every bank
/// as if by the only one (R-35, HNDEMP 3112/3113).
public record Exposure(EnterpriseId bank, Money granted, Money reserved, Money used) {}
