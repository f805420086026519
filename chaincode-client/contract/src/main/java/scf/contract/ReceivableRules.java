package scf.contract;

import java.util.Optional;

/// Receivables: what a debtor has confirmed that it owes, and that no invoice is owed twice.
final class ReceivableRules {

    private ReceivableRules() {}

    /// A confirmation adds to what was confirmed before. Over all receivables, and whoever finances them, what is
    /// confirmed on one invoice never passes the invoice's total.
    static Optional<Refusal> confirm(Step step, ConfirmRow row) {
        var book = step.book();
        if (!step.isBy(row.debtor())) {
            return Optional.of(Refusal.NOT_THE_DEBTOR);
        }
        if (row.debtor().equals(row.creditor())) {
            return Optional.of(Refusal.DEBTOR_IS_CREDITOR);
        }
        var identity = InvoiceIdentity.of(row.sellerIdentifier(), row.invoiceNumber());
        if (identity.isEmpty()
                || InvoiceIdentity.normalised(row.buyerIdentifier()).isEmpty()) {
            return Optional.of(Refusal.INVOICE_UNREADABLE);
        }
        String fingerprint = book.fingerprintKey().ofInvoice(identity.get());
        var before = book.receivable(row.receivable()).map(_ -> book.receivableTerms(row.receivable()));
        if (isRejected(book, row.receivable())) {
            return Optional.of(Refusal.RECEIVABLE_REJECTED);
        }
        if (before.isPresent() && !isSame(before.get(), row, fingerprint)) {
            return Optional.of(Refusal.RECEIVABLE_DIFFERS);
        }
        var invoice = book.invoice(fingerprint);
        if (invoice.isPresent() && !invoice.get().isOf(row)) {
            return Optional.of(Refusal.INVOICE_DIFFERS);
        }
        long confirmedOnInvoice = invoice.map(InvoiceTerms::confirmedMinor).orElse(0L);
        if (row.confirmedMinor() > row.invoiceMinor() - confirmedOnInvoice) {
            return Optional.of(Refusal.INVOICE_EXCEEDED);
        }

        long confirmed = before.map(ReceivableTerms::confirmedMinor).orElse(0L) + row.confirmedMinor();
        book.write(fingerprint, invoiceAfter(step, row, fingerprint, confirmedOnInvoice + row.confirmedMinor()));
        book.write(
                ReceivableState.Standing.CONFIRMED,
                row.version() + 1,
                step.act(),
                receivableAfter(step, row, fingerprint, before, confirmed));
        return Optional.empty();
    }

    /// What was once confirmed is not rejected any more: less is then owed by agreement only ([DilutionRules]).
    static Optional<Refusal> reject(Step step, RejectRow row) {
        var book = step.book();
        if (!step.isBy(row.debtor())) {
            return Optional.of(Refusal.NOT_THE_DEBTOR);
        }
        if (row.debtor().equals(row.creditor())) {
            return Optional.of(Refusal.DEBTOR_IS_CREDITOR);
        }
        var identity = InvoiceIdentity.of(row.sellerIdentifier(), row.invoiceNumber());
        if (identity.isEmpty()) {
            return Optional.of(Refusal.INVOICE_UNREADABLE);
        }
        if (isRejected(book, row.receivable())) {
            return Optional.of(Refusal.RECEIVABLE_REJECTED);
        }
        if (book.receivable(row.receivable()).isPresent()) {
            return Optional.of(Refusal.CONFIRMED_ALREADY);
        }

        var terms = new ReceivableTerms(
                row.receivable(),
                row.debtor(),
                row.creditor(),
                0,
                row.currency(),
                row.dueDate(),
                book.fingerprintKey().ofInvoice(identity.get()),
                0,
                book.salt(row.receivable()));
        book.write(ReceivableState.Standing.REJECTED, row.version() + 1, step.act(), terms);
        return Optional.empty();
    }

    static boolean isRejected(Book book, String receivable) {
        return book.receivable(receivable)
                .filter(state -> state.state() == ReceivableState.Standing.REJECTED)
                .isPresent();
    }

    private static boolean isSame(ReceivableTerms before, ConfirmRow row, String fingerprint) {
        return before.debtor().equals(row.debtor())
                && before.creditor().equals(row.creditor())
                && before.currency().equals(row.currency())
                && before.dueDate().equals(row.dueDate())
                && before.fingerprint().equals(fingerprint);
    }

    private static InvoiceTerms invoiceAfter(Step step, ConfirmRow row, String fingerprint, long confirmedMinor) {
        return new InvoiceTerms(
                step.book().fingerprintKey().version(),
                row.debtor(),
                InvoiceIdentity.normalised(row.buyerIdentifier()),
                row.invoiceDate(),
                row.invoiceMinor(),
                row.currency(),
                confirmedMinor,
                step.book().salt(fingerprint));
    }

    private static ReceivableTerms receivableAfter(
            Step step, ConfirmRow row, String fingerprint, Optional<ReceivableTerms> before, long confirmedMinor) {
        return new ReceivableTerms(
                row.receivable(),
                row.debtor(),
                row.creditor(),
                confirmedMinor,
                row.currency(),
                row.dueDate(),
                fingerprint,
                before.map(ReceivableTerms::dilutedMinor).orElse(0L),
                step.book().salt(row.receivable()));
    }
}
