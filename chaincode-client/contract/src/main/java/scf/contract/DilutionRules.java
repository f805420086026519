package scf.contract;

import java.util.Optional;

/// When less is owed than was confirmed (减额): a credit note, a dispute that is settled.
///
/// The debtor says so and the creditor consents. Vouchers promise others what was confirmed, so they stay covered, or
/// give way with the consent of whoever holds or has financed them: what debtor and creditor change between themselves
/// does not bind a financier (民法典 765).
final class DilutionRules {

    private DilutionRules() {}

    static Optional<Refusal> dilute(Step step, DiluteRow row) {
        var book = step.book();
        var terms = book.receivableTerms(row.receivable());
        if (!step.isBy(row.debtor()) || !row.debtor().equals(terms.debtor())) {
            return Optional.of(Refusal.NOT_THE_DEBTOR);
        }
        if (ReceivableRules.isRejected(book, row.receivable())) {
            return Optional.of(Refusal.RECEIVABLE_REJECTED);
        }
        if (!row.creditor().equals(terms.creditor())) {
            return Optional.of(Refusal.RECEIVABLE_DIFFERS);
        }
        Lapse.dropFrom(step, row.receivable());
        long freed = 0;
        boolean everybodyConsents = step.hasConsentOf(row.creditor());
        for (String no : row.vouchers()) {
            Lapse.bringBack(step, no);
            var refused = notGivingWay(step, row.receivable(), no);
            if (refused.isPresent()) {
                return refused;
            }
            var voucher = book.voucherTerms(no);
            freed += voucher.amountMinor();
            everybodyConsents &= step.hasConsentOf(voucher.holder());
            var financing = voucher.financing();
            everybodyConsents &= financing == null || step.hasConsentOf(financing.bank());
        }
        if (!row.currency().equals(terms.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        var issued = book.issuedOn(row.receivable());
        if (row.dilutedMinor() > terms.owedMinor() - (issued.issuedMinor() - freed)) {
            return Optional.of(Refusal.DILUTED_BELOW_VOUCHERS);
        }
        if (!everybodyConsents) {
            return Optional.of(Refusal.CONSENT_MISSING);
        }

        row.vouchers().forEach(no -> VoucherRules.end(step, no));
        book.writeIssuedOn(row.receivable(), issued.issuedMinor() - freed, issued.pending());
        long version = book.receivable(row.receivable()).orElseThrow().version();
        book.write(
                ReceivableState.Standing.CONFIRMED,
                version + 1,
                step.act(),
                new ReceivableTerms(
                        terms.receivable(),
                        terms.debtor(),
                        terms.creditor(),
                        terms.confirmedMinor(),
                        terms.currency(),
                        terms.dueDate(),
                        terms.fingerprint(),
                        terms.dilutedMinor() + row.dilutedMinor(),
                        book.salt(terms.receivable())));
        return Optional.empty();
    }

    private static Optional<Refusal> notGivingWay(Step step, String receivable, String no) {
        var state = step.book().voucher(no);
        if (state.isEmpty() || !step.book().voucherTerms(no).receivable().equals(receivable)) {
            return Optional.of(Refusal.OTHER_RECEIVABLE);
        }
        switch (state.get().state()) {
            case PENDING_ACCEPT, SPENT, VOID, SETTLED -> {
                return Optional.of(Refusal.NOT_ACTIVE);
            }
            case ACTIVE, FIN_LOCKED, FINANCED -> {}
        }
        return VoucherRules.held(step, step.book().voucherTerms(no));
    }
}
