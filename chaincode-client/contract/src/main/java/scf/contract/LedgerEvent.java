package scf.contract;

import java.util.List;

/// What everybody on the channel is told when an act has been written: which objects now stand where. Nothing else.
///
/// @param act the act's hash
public record LedgerEvent(String act, ActType type, List<Change> changes) {

    /// The name under which events are told.
    public static final String NAME = "scf.act";

    /// One object's new standing on the ledger.
    ///
    /// @param object the id of a key, a receivable or a voucher, as the act's type says
    /// @param state a word of [KeyState.Standing], [ReceivableState.Standing] or [VoucherState.Standing]
    public record Change(String object, String state, long version) {

        public Change {
            Form.id("object", object);
            Form.id("state", state);
            Form.version("version", version);
        }
    }

    /// What an act speaks of.
    public enum Kind {
        KEY,
        RECEIVABLE,
        VOUCHER
    }

    /// Whether the object is a key, a receivable or a voucher: an id alone does not say so. A dilution changes
    /// a receivable and the vouchers that give way to it, and the words of their states tell them apart.
    public Kind kindOf(Change change) {
        return switch (type) {
            case REGISTER_KEY, ROTATE_KEY, REVOKE_KEY -> Kind.KEY;
            case CONFIRM, REJECT -> Kind.RECEIVABLE;
            case DILUTE -> isStandingOfReceivable(change.state()) ? Kind.RECEIVABLE : Kind.VOUCHER;
            case ISSUE, ACCEPT, DECLINE, TRANSFER, VOID, FREEZE, UNFREEZE, LOCK, RELEASE, FUND, SETTLE -> Kind.VOUCHER;
        };
    }

    private static boolean isStandingOfReceivable(String word) {
        for (ReceivableState.Standing standing : ReceivableState.Standing.values()) {
            if (standing.name().equals(word)) {
                return true;
            }
        }
        return false;
    }

    public LedgerEvent {
        Form.hash("act", act);
        changes = List.copyOf(changes);
    }

    public static LedgerEvent parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new LedgerEvent(
                        in.string("act"),
                        ActType.ofWire(in.string("type")),
                        in.objects(
                                "changes",
                                one -> new Change(one.string("object"), one.string("state"), one.number("version")))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("act", act)
                .string("type", type.name())
                .objects(
                        "changes",
                        changes,
                        (out, change) -> out.string("object", change.object())
                                .string("state", change.state())
                                .number("version", change.version()))
                .bytes();
    }
}
