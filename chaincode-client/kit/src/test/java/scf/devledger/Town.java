package scf.devledger;

import java.util.UUID;
import scf.contract.Algorithm;
import scf.contract.Role;

/// The parties of one case, all new: a chain-master that owes, a supplier that is owed, a bank that finances.
record Town(Party debtor, Party supplier, Party bank, String receivable, String voucher) {

    static Town with(Algorithm algorithm) {
        return new Town(
                Party.of(Role.ENTERPRISE, algorithm),
                Party.of(Role.ENTERPRISE, algorithm),
                Party.of(Role.BANK, algorithm),
                UUID.randomUUID().toString(),
                "V" + UUID.randomUUID().toString().replace("-", ""));
    }
}
