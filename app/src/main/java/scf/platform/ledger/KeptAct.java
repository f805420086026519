package scf.platform.ledger;

import java.util.List;
import scf.contract.ActHeader;
import scf.contract.Bytes;
import scf.contract.SignedAct;
import scf.schema.ids.ActHash;

/// A prepared act as it lies in the store: the bytes that may be signed, and who asked for them.
record KeptAct(ActHeader header, List<Bytes> rows, List<Bytes> salts, String preparedBy) {

    KeptAct {
        rows = List.copyOf(rows);
        salts = List.copyOf(salts);
    }

    ActHash hash() {
        return new ActHash(SignedAct.hashOf(header.bytes()));
    }
}
