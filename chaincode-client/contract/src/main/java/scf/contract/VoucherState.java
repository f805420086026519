package scf.contract;

/// What everybody sees of a voucher under `VCH:<no>`. Amount, parties and lock stand in [VoucherTerms].
///
///     PENDING_ACCEPT ──accept──▶ ACTIVE ──lock──▶ FIN_LOCKED ──fund──▶ FINANCED ──settle──▶ SETTLED
///                                  ▲──────release────┘ │
///                                  └──the lock's time──┘     ACTIVE ──settle──▶ SETTLED
///
/// A lock dies with its expiry and nobody signs that, so FIN_LOCKED may still stand here when it no longer binds.
///
/// @param act the hash of the act that made it so
/// @param commitment SHA-256 of the salted private value
public record VoucherState(Standing state, long version, String act, Bytes commitment) {

    public enum Standing {
        PENDING_ACCEPT,
        ACTIVE,
        FIN_LOCKED,
        FINANCED,
        SETTLED
    }

    public static VoucherState parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new VoucherState(
                        Form.oneOf(Standing.class, "state", in.string("state")),
                        in.number("version"),
                        in.string("act"),
                        Bytes.ofHex(in.string("commitment"))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("state", state.name())
                .number("version", version)
                .string("act", act)
                .string("commitment", commitment.hex())
                .bytes();
    }
}
