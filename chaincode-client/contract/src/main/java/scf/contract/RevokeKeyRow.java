package scf.contract;

/// Ends a key: lost, stolen, or its owner's mandate withdrawn. Acts that it signed before keep their force.
public record RevokeKeyRow(String kid, String reason) implements Row {

    public RevokeKeyRow {
        Form.key("kid", kid);
        Form.text("reason", reason);
    }

    static RevokeKeyRow read(JsonReader in) {
        return new RevokeKeyRow(in.string("kid"), in.string("reason"));
    }

    @Override
    public String subject() {
        return kid;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter().string("kid", kid).string("reason", reason).bytes();
    }
}
