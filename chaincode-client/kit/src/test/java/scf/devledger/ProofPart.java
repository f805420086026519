package scf.devledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import scf.verify.Reason;

/// One base64 text of a proof: the bytes that stand there, and where.
///
/// @param path the names on the way to it, without the places in lists
record ProofPart(String file, String path, int from, int to) {

    private static final Pattern TEXT = Pattern.compile("\"([A-Za-z0-9+/=]*)\"(:)?");

    /// All parts of a file, in their order.
    static List<ProofPart> of(byte[] proof) {
        String file = new String(proof, StandardCharsets.UTF_8);
        var parts = new ArrayList<ProofPart>();
        var text = TEXT.matcher(file);
        String section = "";
        String name = "";
        while (text.find()) {
            if (text.group(2) == null) {
                parts.add(new ProofPart(file, section + name, text.start(1), text.end(1)));
            } else if (Set.of("height", "state", "transaction", "act", "keys").contains(text.group(1))) {
                section = text.group(1) + "/";
            } else {
                section = text.group(1).equals("terms") ? "" : section;
                name = text.group(1);
            }
        }
        return parts;
    }

    private byte[] bytes() {
        return Base64.getDecoder().decode(file.substring(from, to));
    }

    int size() {
        return bytes().length;
    }

    /// The whole file with one bit of this part turned round.
    byte[] flipped(int at) {
        byte[] bytes = bytes();
        bytes[at] ^= 1;
        String other = file.substring(0, from) + Base64.getEncoder().encodeToString(bytes) + file.substring(to);
        return other.getBytes(StandardCharsets.UTF_8);
    }

    /// What a verifier may say when this part is not what it was.
    Set<Reason> reasons() {
        String name = path.substring(path.indexOf('/') + 1);
        return switch (name) {
            case "endorsers" ->
                Set.of(
                        Reason.ENDORSER_UNREADABLE,
                        Reason.ORGANISATION_UNKNOWN,
                        Reason.CERTIFICATE_NOT_OF_ROOT,
                        Reason.SIGNATURE_INVALID);
            case "channelHeader", "signatureHeader", "proposal" -> Set.of(Reason.HASH_DIFFERS);
            case "payload" -> Set.of(Reason.SIGNATURE_INVALID);
            case "signatures" ->
                Set.of(path.startsWith("act/") ? Reason.ACT_SIGNATURE_INVALID : Reason.SIGNATURE_INVALID);
            case "header" -> Set.of(Reason.ACT_DIFFERS);
            case "row", "salt" -> Set.of(Reason.ROW_DIFFERS);
            case "terms" -> Set.of(Reason.TERMS_DIFFER);
            default -> Set.of(Reason.NOT_A_PROOF);
        };
    }
}
