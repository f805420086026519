package scf.gateway;

import java.util.List;
import java.util.Optional;
import scf.contract.Bytes;

/// What the ledger holds of one object, so that whoever trusts the organisations can verify it without the ledger,
/// without us and without a network (`docs/api/proof.md` names every byte).
///
/// @param height how high the chain stood before anything else was asked
/// @param state the object's public state, or that there is none
/// @param transaction the one that made it so, with the peers' verdict on it; none where there is no state
/// @param act the declared step behind it; none where there is no state, or where the platform does not have it
/// @param keys the keys of those who signed the act, in the order of its header
/// @param terms the private value that the state commits to, where the asker may see it
public record Proof(
        EndorsedRead height,
        EndorsedRead state,
        Optional<EndorsedRead> transaction,
        Optional<DisclosedAct> act,
        List<EndorsedRead> keys,
        Optional<Bytes> terms) {

    public static final String FORMAT = "SCF-Proof/1";

    public Proof {
        keys = List.copyOf(keys);
    }

    /// Whether the ledger holds the object at all: that it does not is proved the same way.
    public boolean isOfPresence() {
        return transaction.isPresent();
    }

    /// The file: one spelling, in which every byte is either signed or says where the signed ones stand.
    public Bytes bytes() {
        var text = new StringBuilder("{\"format\":\"" + FORMAT + "\",\"endorsers\":");
        list(text, height.endorsers());
        text.append(",\"height\":");
        read(text, height);
        text.append(",\"state\":");
        read(text, state);
        text.append(",\"transaction\":");
        transaction.ifPresentOrElse(one -> read(text, one), () -> text.append("null"));
        text.append(",\"act\":");
        act.ifPresentOrElse(one -> act(text, one), () -> text.append("null"));
        text.append(",\"keys\":[");
        for (int i = 0; i < keys.size(); i++) {
            text.append(i == 0 ? "" : ",");
            read(text, keys.get(i));
        }
        text.append("],\"terms\":");
        terms.ifPresentOrElse(one -> base64(text, one), () -> text.append("null"));
        return Bytes.utf8(text.append('}').toString());
    }

    private static void read(StringBuilder text, EndorsedRead read) {
        text.append("{\"channelHeader\":");
        base64(text, read.channelHeader());
        text.append(",\"signatureHeader\":");
        base64(text, read.signatureHeader());
        text.append(",\"proposal\":");
        base64(text, read.proposal());
        text.append(",\"payload\":");
        base64(text, read.payload());
        text.append(",\"signatures\":");
        list(text, read.signatures());
        text.append('}');
    }

    private static void act(StringBuilder text, DisclosedAct act) {
        text.append("{\"header\":");
        base64(text, act.header());
        text.append(",\"signatures\":");
        list(text, act.signatures());
        text.append(",\"rows\":[");
        for (int i = 0; i < act.rows().size(); i++) {
            text.append(i == 0 ? "" : ",");
            act.rows().get(i).ifPresentOrElse(row -> row(text, row), () -> text.append("null"));
        }
        text.append("]}");
    }

    private static void row(StringBuilder text, DisclosedAct.Row row) {
        text.append("{\"row\":");
        base64(text, row.row());
        text.append(",\"salt\":");
        base64(text, row.salt());
        text.append('}');
    }

    private static void list(StringBuilder text, List<Bytes> elements) {
        text.append('[');
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ",");
            base64(text, elements.get(i));
        }
        text.append(']');
    }

    private static void base64(StringBuilder text, Bytes bytes) {
        text.append('"').append(bytes.base64()).append('"');
    }
}
