package scf.platform.bankapi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.settlement.Entry;
import scf.platform.settlement.Mismatch;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.InstructionId;

/// One credit of a bank receipt, and what becomes of it.
///
/// @param state UNMATCHED, PART, SETTLING, SETTLED, DUPLICATE, RETURNING, RETURNED or SET_ASIDE
/// @param instructionId what it pays
/// @param reasonCode why the credit pays nothing that is due
/// @param duplicateOf where the same booking was told first: it counts there
/// @param decision what a person decided about it
record CreditJson(
        int no,
        String bankReference,
        @Nullable String endToEndId,
        Money amount,
        @Nullable LocalDate bookedOn,
        @Nullable String creditedAccount,
        @Nullable String payerName,
        @Nullable String payerAccount,
        String state,
        @Nullable InstructionId instructionId,
        Mismatch.@Nullable Code reasonCode,
        @Nullable String reason,
        @Nullable ToldJson duplicateOf,
        @Nullable DecisionJson decision) {

    record ToldJson(BankReceiptId bankReceiptId, int no) {}

    /// @param confirmedBy the second person, where the money went back
    record DecisionJson(
            String reason, String proposedBy, @Nullable String confirmedBy) {}

    static CreditJson of(Entry entry) {
        var credit = entry.credit();
        var why = entry.mismatch();
        return new CreditJson(
                credit.no(),
                credit.reference(),
                credit.endToEndId(),
                credit.amount(),
                credit.bookedOn(),
                credit.creditedAccount(),
                credit.payerName(),
                credit.payerAccount(),
                entry.state(),
                entry.paying(),
                why == null ? null : why.code(),
                why == null ? null : why.words(),
                entry instanceof Entry.Duplicate told ? new ToldJson(told.receipt(), told.no()) : null,
                decision(entry.decided()));
    }

    private static @Nullable DecisionJson decision(Entry.@Nullable Decision decided) {
        return decided == null ? null : new DecisionJson(decided.words(), decided.proposedBy(), decided.confirmedBy());
    }
}
