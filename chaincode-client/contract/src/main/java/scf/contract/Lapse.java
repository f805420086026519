package scf.contract;

import java.util.ArrayList;

/// What time alone does to a voucher that nobody accepts: nobody signs it, so it happens when the voucher, or what
/// comes of it, is next met.
///
/// An issue that lapses counts no more on its receivable: [#dropFrom], whenever the receivable's room is measured. A
/// part that lapses is its transferor's again, under the part's number with [VoucherTerms#RETURNED]: [#bringBack],
/// whenever an act speaks of that number. Both end the lapsed voucher in the same transaction, so its value never
/// stands twice, whatever the business date of the next act.
final class Lapse {

    private static final long FIRST = 1;

    private Lapse() {}

    /// Whether the last day to accept has passed. A freeze stops that clock.
    static boolean isOver(Step step, String no) {
        var state = step.book().voucher(no);
        if (state.isEmpty() || state.get().state() != VoucherState.Standing.PENDING_ACCEPT) {
            return false;
        }
        var terms = step.book().voucherTerms(no);
        return !terms.isFrozen() && step.businessDate().isAfter(terms.lastDayToAccept());
    }

    /// Ends the issues of a receivable that nobody has accepted in time.
    static void dropFrom(Step step, String receivable) {
        var book = step.book();
        var issued = book.issuedOn(receivable);
        var waiting = new ArrayList<String>();
        long lapsed = 0;
        for (String no : issued.pending()) {
            if (isOver(step, no)) {
                lapsed += book.voucherTerms(no).amountMinor();
                VoucherRules.end(step, no);
            } else {
                waiting.add(no);
            }
        }
        if (lapsed > 0) {
            book.writeIssuedOn(receivable, issued.issuedMinor() - lapsed, waiting);
        }
    }

    /// If this is the number under which a lapsed part returns, ends the part and gives its transferor the voucher.
    static void bringBack(Step step, String no) {
        if (!no.endsWith(VoucherTerms.RETURNED) || step.book().voucher(no).isPresent()) {
            return;
        }
        String part = no.substring(0, no.length() - VoucherTerms.RETURNED.length());
        if (isOver(step, part)) {
            giveBack(step, part);
        }
    }

    /// Ends what its payee does not take. An issue is again the receivable's, a part its transferor's.
    static void giveBack(Step step, String no) {
        var book = step.book();
        var terms = book.voucherTerms(no);
        VoucherRules.end(step, no);
        var descent = terms.descent();
        if (descent == null) {
            var issued = book.issuedOn(terms.receivable());
            var waiting =
                    issued.pending().stream().filter(one -> !one.equals(no)).toList();
            book.writeIssuedOn(terms.receivable(), issued.issuedMinor() - terms.amountMinor(), waiting);
            return;
        }
        var from = new VoucherTerms.Descent(descent.root(), no, descent.transferor(), descent.hops() - 1, "");
        VoucherRules.write(
                step,
                VoucherState.Standing.ACTIVE,
                FIRST,
                terms.child(no + VoucherTerms.RETURNED, descent.transferor(), terms.amountMinor(), null, from));
    }
}
