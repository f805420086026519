package scf.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A signed act as far as the file opens it.
///
/// @param keys the ids of the keys that must have signed: the actor's, then the cosigners'
/// @param parties whose keys they are
/// @param rows the opened ones, as text; empty for one that stays closed
record Act(
        Octets header,
        String hash,
        Fields fields,
        List<String> keys,
        List<String> parties,
        List<Octets> signatures,
        List<Optional<String>> rows) {

    private static final int BYTES_IN_A_SALT = 32;

    Act {
        keys = List.copyOf(keys);
        parties = List.copyOf(parties);
        signatures = List.copyOf(signatures);
        rows = List.copyOf(rows);
    }

    static Act of(Object value, String named) {
        Fields file;
        Octets header;
        List<Octets> signatures;
        List<Object> rows;
        try {
            file = Fields.of(value).expect("header", "signatures", "rows");
            header = file.base64("header");
            signatures = file.listOfBytes("signatures");
            rows = file.list("rows");
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, "act");
        }
        String hash = header.sha256().hex();
        if (!hash.equals(named)) {
            throw new NotProved(Reason.ACT_DIFFERS, "act/header");
        }
        try {
            var fields = Fields.of(header);
            var keys = new ArrayList<>(List.of(fields.text("key")));
            var parties = new ArrayList<>(List.of(fields.text("actor")));
            if (fields.has("cosigners")) {
                for (Object one : fields.list("cosigners")) {
                    var cosigner = Fields.of(one).expect("actor", "key");
                    keys.add(cosigner.text("key"));
                    parties.add(cosigner.text("actor"));
                }
            }
            if (!fields.text("format").equals("SCF-Act/1") || signatures.size() != keys.size()) {
                throw new NotProved(Reason.ACT_UNREADABLE, "act/header");
            }
            List<Octets> commitments =
                    fields.list("rows").stream().map(Fields::hex).toList();
            return new Act(
                    header, hash, fields, keys, parties, signatures, opened(rows, commitments, fields.text("digest")));
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.ACT_UNREADABLE, "act/header");
        }
    }

    private static List<Optional<String>> opened(List<Object> rows, List<Octets> commitments, String digest) {
        if (rows.size() != commitments.size()) {
            throw new NotProved(Reason.ROW_DIFFERS, "act/rows");
        }
        var opened = new ArrayList<Optional<String>>();
        for (int i = 0; i < rows.size(); i++) {
            opened.add(
                    Json.isNull(rows.get(i))
                            ? Optional.empty()
                            : Optional.of(row("act/rows/" + i, rows.get(i), commitments.get(i), digest)));
        }
        return opened;
    }

    private static String row(String where, Object value, Octets commitment, String digest) {
        Octets row;
        Octets salt;
        try {
            var fields = Fields.of(value).expect("row", "salt");
            row = fields.base64("row");
            salt = fields.base64("salt");
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, where);
        }
        Octets salted = Octets.joined(salt, row);
        Octets found = digest.equals("sm3") ? Sm2.sm3(salted) : salted.sha256();
        if (salt.size() != BYTES_IN_A_SALT || !found.equals(commitment)) {
            throw new NotProved(Reason.ROW_DIFFERS, where);
        }
        return Fields.utf8(row);
    }

    String type() {
        return fields.text("type");
    }
}
