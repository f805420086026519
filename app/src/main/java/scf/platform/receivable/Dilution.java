package scf.platform.receivable;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// A reduction of what is owed (减额), as the debtor's maker prepared it.
///
/// @param grounds the credit note's number, or what was agreed
/// @param givingWay the vouchers that end with it
public record Dilution(
        ActHash act,
        ReceivableId receivable,
        Money amount,
        String grounds,
        GivingWay givingWay,
        String maker,
        Instant preparedAt,
        State state) {

    /// Vouchers that give way, mostly none.
    ///
    /// @param worth what they are worth together
    /// @param holders whose consent it takes: it is their claim that ends
    public record GivingWay(List<VoucherNo> vouchers, Money worth, List<EnterpriseId> holders) {

        public GivingWay {
            vouchers = List.copyOf(vouchers);
            holders = List.copyOf(holders);
        }

        public static GivingWay none(Currency currency) {
            return new GivingWay(List.of(), Money.zero(currency), List.of());
        }
    }

    /// What it takes of the part that is in no voucher, from the moment at which the ledger is asked.
    Money ofTheOpenPart() {
        return amount.minus(amount.min(givingWay.worth()));
    }

    /// What it takes of the vouchers' value, when they have ended.
    Money ofTheVouchers() {
        return amount.minus(ofTheOpenPart());
    }

    public enum State {

        /// Not everybody has signed yet.
        PREPARED,

        /// All have signed; the ledger has not answered. What is in no voucher counts as taken back.
        TOLD,
        COMMITTED,
        REFUSED
    }
}
