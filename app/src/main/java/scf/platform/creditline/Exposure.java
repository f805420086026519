package scf.platform.creditline;

import java.math.BigInteger;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// What one bank has granted to a chain-master's chain, and how much of it is taken: nobody is credited by every bank
/// as if by the only one (R-35, HNDEMP 3112/3113).
///
/// @param inForce whether the line can be drawn on today
public record Exposure(EnterpriseId bank, Money granted, Money reserved, Money used, boolean inForce) {

    /// Whether this line is at least so many percent of all that banks have granted.
    boolean isAtLeast(int percent, Money all) {
        return inForce
                && BigInteger.valueOf(granted.minor())
                                .multiply(BigInteger.valueOf(100))
                                .compareTo(BigInteger.valueOf(all.minor()).multiply(BigInteger.valueOf(percent)))
                        >= 0;
    }
}
