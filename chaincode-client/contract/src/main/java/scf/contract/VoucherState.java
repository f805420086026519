package scf.contract;

/// What everybody sees of a voucher under `VCH:<no>`. Amount, parties and lock stand in [VoucherTerms].
///
///     PENDING_ACCEPT ──accept──▶ ACTIVE ──lock──▶ FIN_LOCKED ──fund──▶ FINANCED ──settle──▶ SETTLED
///                                  ▲──────release────┘ │
///                                  └──the lock's time──┘     ACTIVE ──settle──▶ SETTLED
///
///     PENDING_ACCEPT ──decline, or its day passes──▶ VOID      ACTIVE ──void──▶ VOID
///     ACTIVE ──transfer──▶ SPENT, and its parts PENDING_ACCEPT, what is kept ACTIVE
///
/// A lock dies with its expiry and nobody signs that, so FIN_LOCKED may still stand here when it no longer binds.
/// PENDING_ACCEPT may likewise stand here when the day of acceptance has passed: see [Lapse].
///
/// @param act the hash of the act that made it so
/// @param commitment SHA-256 of the salted private value
public record VoucherState(Standing state, long version, String act, Bytes commitment) {

    public enum Standing {
        PENDING_ACCEPT,
        ACTIVE,
        FIN_LOCKED,
        FINANCED,
        /// Passed on or split: its value stands in its parts.
        SPENT,
        /// Declined, lapsed, cancelled or given up: its value went back to where it came from.
        VOID,
        SETTLED;

        /// Whether nothing happens to it any more.
        public boolean hasEnded() {
            return switch (this) {
                case SPENT, VOID, SETTLED -> true;
                case PENDING_ACCEPT, ACTIVE, FIN_LOCKED, FINANCED -> false;
            };
        }
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
