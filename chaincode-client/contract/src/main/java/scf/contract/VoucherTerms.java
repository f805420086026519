package scf.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The private side of a voucher (应收账款电子凭证): who owes what to whom, and which bank has a hand on it.
///
/// The last fields stand only where they say something, so a voucher that never moved is spelt as it always was.
///
/// @param holder the holder of record (权利人): whom the debtor's money belongs to
/// @param lock the last lock, if any: whether it still binds is a question of time
/// @param receipt the bank's receipt that settled it, or empty
/// @param acceptBy the last day on which the payee may accept; where it is not said, the day before the due date
/// @param descent from which voucher it comes; none: it is the root, issued by the debtor
/// @param freeze an authority's order that holds it, if any
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
        @Nullable LocalDate acceptBy,
        @Nullable Descent descent,
        @Nullable Freeze freeze,
        Bytes salt) {

    /// The end of the number under which the value of a voucher goes back to its transferor.
    public static final String RETURNED = ".R";

    /// The holder's word that only this bank may finance the voucher, until then, and as what.
    ///
    /// @param agreed none under a lock of before holders signed what they sell: nothing is funded on it
    public record Lock(
            String bank,
            String request,
            Instant until,
            @Nullable Agreed agreed) {

        /// A lock dies at its expiry, judged by the time of the transaction that meets it.
        boolean bindsAt(Instant time) {
            return time.isBefore(until);
        }
    }

    /// What the holder has signed away: which offer, whether sold or pledged, for which principal, and whether the bank
    /// may turn to it.
    ///
    /// @param recourse none under a lock of before it was a term
    public record Agreed(
            String offer,
            Product product,
            long fundedMinor,
            @Nullable Recourse recourse) {

        public Agreed(String offer, Product product, long fundedMinor) {
            this(offer, product, fundedMinor, null);
        }

        /// The bank's act carries out exactly this; of recourse it says nothing, the offer does.
        boolean isCarriedOutBy(FundRow row) {
            return offer.equals(row.offer()) && product == row.product() && fundedMinor == row.fundedMinor();
        }
    }

    /// What a bank has paid on the voucher. Under a pledge the bank is pledgee (质权人) beside the holder.
    ///
    /// @param recourse as the holder has signed it; none where it signed before that was a term
    public record Financing(
            String bank,
            String loan,
            Product product,
            long fundedMinor,
            @Nullable Recourse recourse) {

        public Financing(String bank, String loan, Product product, long fundedMinor) {
            this(bank, loan, product, fundedMinor, null);
        }
    }

    /// Where the value of a part comes from.
    ///
    /// @param root the voucher that the debtor issued
    /// @param parent the voucher that was spent for it
    /// @param transferor who held the parent
    /// @param hops how often the value has changed hands since the root (流转层级)
    /// @param document SHA-256 of the trade document, or empty where nothing was paid with it
    public record Descent(String root, String parent, String transferor, long hops, String document) {}

    /// An authority's order.
    public record Freeze(String authority, String document) {}

    /// How often the value has changed hands since the debtor issued it.
    public long hops() {
        return descent == null ? 0 : descent.hops();
    }

    public String root() {
        return descent == null ? voucher : descent.root();
    }

    LocalDate lastDayToAccept() {
        return acceptBy == null ? dueDate.minusDays(1) : acceptBy;
    }

    boolean isFrozen() {
        return freeze != null;
    }

    VoucherTerms lockedBy(@Nullable Lock other) {
        return with(holder, other, financing, receipt, freeze);
    }

    VoucherTerms financedBy(Financing bank, String heldBy) {
        return with(heldBy, null, bank, receipt, freeze);
    }

    VoucherTerms paidBy(String bankReceipt) {
        return with(holder, null, financing, bankReceipt, freeze);
    }

    VoucherTerms frozenBy(@Nullable Freeze order) {
        return with(holder, lock, financing, receipt, order);
    }

    /// A voucher that comes from this one: same debtor, same claim, same days (I10).
    VoucherTerms child(String number, String owner, long minor, @Nullable LocalDate until, Descent from) {
        return new VoucherTerms(
                number,
                receivable,
                issuer,
                owner,
                owner,
                minor,
                currency,
                issueDate,
                dueDate,
                null,
                null,
                "",
                until,
                from,
                null,
                Bytes.EMPTY);
    }

    VoucherTerms salted(Bytes fresh) {
        return new VoucherTerms(
                voucher,
                receivable,
                issuer,
                payee,
                holder,
                amountMinor,
                currency,
                issueDate,
                dueDate,
                lock,
                financing,
                receipt,
                acceptBy,
                descent,
                freeze,
                fresh);
    }

    private VoucherTerms with(
            String heldBy,
            @Nullable Lock lockedBy,
            @Nullable Financing financedBy,
            String paidBy,
            @Nullable Freeze frozenBy) {
        return new VoucherTerms(
                voucher,
                receivable,
                issuer,
                payee,
                heldBy,
                amountMinor,
                currency,
                issueDate,
                dueDate,
                lockedBy,
                financedBy,
                paidBy,
                acceptBy,
                descent,
                frozenBy,
                salt);
    }

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
                        in.objectOrNull("lock", VoucherTerms::lock),
                        in.objectOrNull("financing", VoucherTerms::financing),
                        in.string("receipt"),
                        in.has("acceptBy") ? Form.date("acceptBy", in.string("acceptBy")) : null,
                        in.has("descent") ? in.objectOrNull("descent", VoucherTerms::descent) : null,
                        in.has("freeze") ? in.objectOrNull("freeze", VoucherTerms::freeze) : null,
                        Bytes.ofHex(in.string("salt"))));
    }

    private static Lock lock(JsonReader in) {
        return new Lock(
                in.string("bank"),
                in.string("request"),
                Form.instant("until", in.string("until")),
                in.has("agreed") ? in.objectOrNull("agreed", VoucherTerms::agreed) : null);
    }

    private static Agreed agreed(JsonReader in) {
        return new Agreed(
                in.string("offer"),
                Form.oneOf(Product.class, "product", in.string("product")),
                in.number("fundedMinor"),
                recourse(in));
    }

    private static @Nullable Recourse recourse(JsonReader in) {
        return in.has("recourse") ? Form.oneOf(Recourse.class, "recourse", in.string("recourse")) : null;
    }

    private static Financing financing(JsonReader in) {
        return new Financing(
                in.string("bank"),
                in.string("loan"),
                Form.oneOf(Product.class, "product", in.string("product")),
                in.number("fundedMinor"),
                recourse(in));
    }

    private static Descent descent(JsonReader in) {
        return new Descent(
                in.string("root"),
                in.string("parent"),
                in.string("transferor"),
                in.number("hops"),
                in.string("document"));
    }

    private static Freeze freeze(JsonReader in) {
        return new Freeze(in.string("authority"), in.string("document"));
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
                                .string("until", one.until().toString())
                                .objectIfAny("agreed", one.agreed(), VoucherTerms::write))
                .objectOrNull(
                        "financing",
                        financing,
                        (out, one) -> out.string("bank", one.bank())
                                .string("loan", one.loan())
                                .string("product", one.product().name())
                                .number("fundedMinor", one.fundedMinor())
                                .stringIfAny("recourse", one.recourse()))
                .string("receipt", receipt)
                .stringIfAny("acceptBy", acceptBy)
                .objectIfAny(
                        "descent",
                        descent,
                        (out, one) -> out.string("root", one.root())
                                .string("parent", one.parent())
                                .string("transferor", one.transferor())
                                .number("hops", one.hops())
                                .string("document", one.document()))
                .objectIfAny(
                        "freeze",
                        freeze,
                        (out, one) -> out.string("authority", one.authority()).string("document", one.document()))
                .string("salt", salt.hex())
                .bytes();
    }

    private static void write(JsonWriter out, Agreed agreed) {
        out.string("offer", agreed.offer())
                .string("product", agreed.product().name())
                .number("fundedMinor", agreed.fundedMinor())
                .stringIfAny("recourse", agreed.recourse());
    }
}
