package scf.platform.bankapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.loan.Books;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.RepaymentId;

/// The memo ledger of a loan (备查账), in double entry: the debits of an entry are its credits.
///
/// @param owed what the balances say was owed on the day of the last entry
record LoanLedgerJson(LoanJson.PartsJson owed, List<EntryJson> entries) {

    /// @param kind DISBURSEMENT, ACCRUAL, REPAYMENT, REVERSAL or WRITE_OFF
    record EntryJson(
            long seq,
            String kind,
            LocalDate businessDate,
            @Nullable RepaymentId repaymentId,
            Instant postedAt,
            List<PostingJson> postings) {}

    /// @param partyId whose account at its bank it is; never the platform's
    record PostingJson(String account, EnterpriseId partyId, Money debit, Money credit) {}

    static LoanLedgerJson of(Books books) {
        return new LoanLedgerJson(
                LoanJson.PartsJson.of(books.owed()),
                books.entries().stream().map(LoanLedgerJson::entry).toList());
    }

    private static EntryJson entry(Books.Entry entry) {
        return new EntryJson(
                entry.seq(),
                entry.kind(),
                entry.businessDate(),
                entry.repayment(),
                entry.postedAt(),
                entry.lines().stream()
                        .map(line -> new PostingJson(line.account(), line.party(), line.debit(), line.credit()))
                        .toList());
    }
}
