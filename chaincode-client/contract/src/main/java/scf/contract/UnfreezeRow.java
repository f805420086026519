package scf.contract;

/// The city lifts a freeze (解冻) because an authority has ordered that.
///
/// @param liftedBy who has ordered it
/// @param document SHA-256 of the authority's document, in hex
public record UnfreezeRow(String voucher, String liftedBy, String document) implements Row {

    public UnfreezeRow {
        Form.id("voucher", voucher);
        Form.text("liftedBy", liftedBy);
        Form.hash("document", document);
    }

    static UnfreezeRow read(JsonReader in) {
        return new UnfreezeRow(in.string("voucher"), in.string("liftedBy"), in.string("document"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("liftedBy", liftedBy)
                .string("document", document)
                .bytes();
    }
}
