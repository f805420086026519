package scf.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The private side of a voucher (应收账款电子凭证): who owes what to whom, and which bank has a hand on it.
///
/// @param holder the holder of record (权利人): whom the debtor's money belongs to
/// @param lock the last lock, if any: whether it still binds is a question of time
/// @param receipt the bank's receipt that settled it, or empty
/// @param salt secret, so that the public commitment cannot be guessed open
public record VoucherTerms(
        String voucher,
        String receivable,
        String issuer,
        String payee,
        String holder,
        long amountMinor,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        @Nullable Lock lock,
        @Nullable Financing financing,
        String receipt,
        Bytes salt) {

    /// The holder's word that only this bank may finance the voucher, until then.
    public record Lock(String bank, String request, Instant until) {

        /// A lock dies at its expiry, judged by the time of the transaction that meets it.
        boolean bindsAt(Instant time) {
            return time.isBefore(until);
        }
    }

    /// What a bank has paid on the voucher. Under a pledge the bank is pledgee (质权人) beside the holder.
    public record Financing(String bank, String loan, Product product, long fundedMinor) {}

    public static VoucherTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new VoucherTerms(
                        in.string("voucher"),
                        in.string("receivable"),
                        in.string("issuer"),
                        in.string("payee"),
                        in.string("holder"),
                        in.number("amountMinor"),
                        in.string("currency"),
                        Form.date("issueDate", in.string("issueDate")),
                        Form.date("dueDate", in.string("dueDate")),
                        in.objectOrNull(
                                "lock",
                                one -> new Lock(
                                        one.string("bank"),
                                        one.string("request"),
                                        Form.instant("until", one.string("until")))),
                        in.objectOrNull(
                                "financing",
                                one -> new Financing(
                                        one.string("bank"),
                                        one.string("loan"),
                                        Form.oneOf(Product.class, "product", one.string("product")),
                                        one.number("fundedMinor"))),
                        in.string("receipt"),
                        Bytes.ofHex(in.string("salt"))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("receivable", receivable)
                .string("issuer", issuer)
                .string("payee", payee)
                .string("holder", holder)
                .number("amountMinor", amountMinor)
                .string("currency", currency)
                .string("issueDate", issueDate.toString())
                .string("dueDate", dueDate.toString())
                .objectOrNull(
                        "lock",
                        lock,
                        (out, one) -> out.string("bank", one.bank())
                                .string("request", one.request())
                                .string("until", one.until().toString()))
                .objectOrNull(
                        "financing",
                        financing,
                        (out, one) -> out.string("bank", one.bank())
                                .string("loan", one.loan())
                                .string("product", one.product().name())
                                .number("fundedMinor", one.fundedMinor()))
                .string("receipt", receipt)
                .string("salt", salt.hex())
                .bytes();
    }
}
