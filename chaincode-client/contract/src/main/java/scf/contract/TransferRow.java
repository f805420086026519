package scf.contract;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The holder spends its voucher (转让, 拆分): parts go to others, each for a trade between the two, and what it keeps
/// stands in vouchers of its own. Without a part for another it is a split: to finance one part, for instance.
///
/// @param acceptBy the last day on which a payee may accept; where it is not said, the day before the due date
public record TransferRow(
        String voucher,
        String holder,
        List<Part> parts,
        List<Kept> kept,
        @Nullable LocalDate acceptBy) implements Row {

    /// What goes to another.
    ///
    /// @param voucher the number of the part
    /// @param document SHA-256 of the trade document (合同, 发票) for which the holder pays with it, in hex
    public record Part(String voucher, String payee, long amountMinor, String document) {

        public Part {
            Form.number("voucher", voucher);
            Form.party("payee", payee);
            Form.amount("amountMinor", amountMinor);
            Form.hash("document", document);
        }
    }

    /// What stays with the holder.
    public record Kept(String voucher, long amountMinor) {

        public Kept {
            Form.number("voucher", voucher);
            Form.amount("amountMinor", amountMinor);
        }
    }

    public TransferRow {
        Form.id("voucher", voucher);
        Form.party("holder", holder);
        parts = List.copyOf(parts);
        kept = List.copyOf(kept);
        if (parts.isEmpty() && kept.size() < 2) {
            throw new Malformed("the number of parts");
        }
        var numbers = new HashSet<>(List.of(voucher));
        if (!parts.stream().map(Part::voucher).allMatch(numbers::add)
                || !kept.stream().map(Kept::voucher).allMatch(numbers::add)) {
            throw new Malformed("a number that comes twice");
        }
        if (parts.isEmpty() && acceptBy != null) {
            throw new Malformed("acceptBy of a split");
        }
    }

    static TransferRow read(JsonReader in) {
        return new TransferRow(
                in.string("voucher"),
                in.string("holder"),
                in.objects(
                        "parts",
                        one -> new Part(
                                one.string("voucher"),
                                one.string("payee"),
                                one.number("amountMinor"),
                                one.string("document"))),
                in.objects("kept", one -> new Kept(one.string("voucher"), one.number("amountMinor"))),
                in.has("acceptBy") ? Form.date("acceptBy", in.string("acceptBy")) : null);
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("holder", holder)
                .objects(
                        "parts",
                        parts,
                        (out, part) -> out.string("voucher", part.voucher())
                                .string("payee", part.payee())
                                .number("amountMinor", part.amountMinor())
                                .string("document", part.document()))
                .objects(
                        "kept",
                        kept,
                        (out, one) -> out.string("voucher", one.voucher()).number("amountMinor", one.amountMinor()))
                .stringIfAny("acceptBy", acceptBy)
                .bytes();
    }
}
