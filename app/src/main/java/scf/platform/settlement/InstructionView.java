package scf.platform.settlement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.enterprise.Account;
import scf.platform.enterprise.Enterprise;
import scf.platform.money.Money;

/// An instruction as one of its parties may see it.
///
/// @param state `DUE`, `OVERDUE`, `SETTLING` or `SETTLED`: overdue is what the date makes of a due one, after the
///     days of grace; nobody signs it
/// @param payerAccounts the payer's verified accounts: money that names another one does not match
/// @param payees who gets what; as of today while it is not settled. The payer pays one party the whole: what the
///     bank's claim is and what is left for the supplier is between those two
/// @param received what credits have brought so far, in parts or as a whole
/// @param lateInterest what a large buyer owes beside it for being late; nothing when it is not, or when the law
///     leaves it
///     to the parties
/// @param paidToOldHolder money of the payer that went to whom the voucher belonged before, for payer and receiving
///     bank:
///     it discharges nobody
public record InstructionView(
        Instruction instruction,
        String state,
        Enterprise payer,
        List<Account> payerAccounts,
        @Nullable Enterprise receivingBank,
        @Nullable Account account,
        List<NamedPayee> payees,
        Money received,
        @Nullable LateInterest lateInterest,
        List<Credit> paidToOldHolder) {

    public record NamedPayee(Payee payee, Enterprise party) {}
}
