package scf.contract;

import java.time.LocalDate;

/// What is known of an invoice under its fingerprint, in the private collection only.
///
/// @param keyVersion of the key under which the fingerprint was made
/// @param buyer the buyer's identifier, normalised
/// @param confirmedMinor the sum of all confirmations on it, of whatever receivable: never above `invoiceMinor`
record InvoiceTerms(
        long keyVersion,
        String debtor,
        String buyer,
        LocalDate invoiceDate,
        long invoiceMinor,
        String currency,
        long confirmedMinor,
        Bytes salt) {

    /// Another buyer, date or total under the same seller and number is a conflict, not a new invoice.
    boolean isOf(ConfirmRow row) {
        return debtor.equals(row.debtor())
                && buyer.equals(InvoiceIdentity.normalised(row.buyerIdentifier()))
                && invoiceDate.equals(row.invoiceDate())
                && invoiceMinor == row.invoiceMinor()
                && currency.equals(row.currency());
    }

    static InvoiceTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new InvoiceTerms(
                        in.number("keyVersion"),
                        in.string("debtor"),
                        in.string("buyer"),
                        Form.date("invoiceDate", in.string("invoiceDate")),
                        in.number("invoiceMinor"),
                        in.string("currency"),
                        in.number("confirmedMinor"),
                        Bytes.ofHex(in.string("salt"))));
    }

    Bytes bytes() {
        return new JsonWriter()
                .number("keyVersion", keyVersion)
                .string("debtor", debtor)
                .string("buyer", buyer)
                .string("invoiceDate", invoiceDate.toString())
                .number("invoiceMinor", invoiceMinor)
                .string("currency", currency)
                .number("confirmedMinor", confirmedMinor)
                .string("salt", salt.hex())
                .bytes();
    }
}
