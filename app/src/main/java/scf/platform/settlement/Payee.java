package scf.platform.settlement;

import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// Who gets what of a payment at maturity.
public record Payee(Role role, EnterpriseId party, Money amount) {

    public enum Role {

        /// The holder of record: whoever holds the voucher, or the bank that has bought it.
        HOLDER,

        /// The bank that has lent on the voucher, up to its claim.
        PLEDGEE,

        /// The holder again, for what is left after its pledgee.
        REMAINDER
    }
}
