package scf.contract;

import java.util.List;

/// How much of a receivable already stands on vouchers. It lies beside the receivable, so that issuing changes nothing
/// of what the debtor has confirmed.
///
/// @param pending the vouchers among them that nobody has accepted yet: when their day has passed, they count no more
record IssuedTerms(long issuedMinor, List<String> pending, Bytes salt) {

    IssuedTerms {
        pending = List.copyOf(pending);
    }

    static IssuedTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new IssuedTerms(
                        in.number("issuedMinor"),
                        in.has("pending") ? in.strings("pending") : List.of(),
                        Bytes.ofHex(in.string("salt"))));
    }

    Bytes bytes() {
        var writer = new JsonWriter().number("issuedMinor", issuedMinor);
        if (!pending.isEmpty()) {
            writer.strings("pending", pending);
        }
        return writer.string("salt", salt.hex()).bytes();
    }
}
