package scf.contract;

/// The city freezes a voucher (冻结) because an authority has ordered it: a court, a regulator. Only its payment goes on.
///
/// @param orderedBy who has ordered it
/// @param document SHA-256 of the authority's document, in hex
public record FreezeRow(String voucher, String orderedBy, String document) implements Row {

    public FreezeRow {
        Form.id("voucher", voucher);
        Form.text("orderedBy", orderedBy);
        Form.hash("document", document);
    }

    static FreezeRow read(JsonReader in) {
        return new FreezeRow(in.string("voucher"), in.string("orderedBy"), in.string("document"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("orderedBy", orderedBy)
                .string("document", document)
                .bytes();
    }
}
