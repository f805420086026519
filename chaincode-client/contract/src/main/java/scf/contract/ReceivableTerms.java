package scf.contract;

import java.time.LocalDate;

/// The private side of a receivable (应收账款): who owes whom how much, until when.
///
/// @param confirmedMinor the sum of all that the debtor has confirmed on it
/// @param fingerprint of the invoice behind it
/// @param dilutedMinor the sum of all that was taken off again (减额)
/// @param salt secret, so that the public commitment cannot be guessed open
public record ReceivableTerms(
        String receivable,
        String debtor,
        String creditor,
        long confirmedMinor,
        String currency,
        LocalDate dueDate,
        String fingerprint,
        long dilutedMinor,
        Bytes salt) {

    /// What is owed: confirmed, less what debtor and creditor have agreed to take off.
    public long owedMinor() {
        return confirmedMinor - dilutedMinor;
    }

    public static ReceivableTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new ReceivableTerms(
                        in.string("receivable"),
                        in.string("debtor"),
                        in.string("creditor"),
                        in.number("confirmedMinor"),
                        in.string("currency"),
                        Form.date("dueDate", in.string("dueDate")),
                        in.string("fingerprint"),
                        in.has("dilutedMinor") ? in.number("dilutedMinor") : 0,
                        Bytes.ofHex(in.string("salt"))));
    }

    public Bytes bytes() {
        var writer = new JsonWriter()
                .string("receivable", receivable)
                .string("debtor", debtor)
                .string("creditor", creditor)
                .number("confirmedMinor", confirmedMinor)
                .string("currency", currency)
                .string("dueDate", dueDate.toString())
                .string("fingerprint", fingerprint);
        if (dilutedMinor > 0) {
            writer.number("dilutedMinor", dilutedMinor);
        }
        return writer.string("salt", salt.hex()).bytes();
    }
}
