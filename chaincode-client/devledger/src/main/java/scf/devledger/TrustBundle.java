package scf.devledger;

import java.util.Collection;
import java.util.stream.Collectors;

/// The trust bundle of this ledger, as `infra/fabric/network` writes that of a real one: format SCF-Trust/1 of
/// `docs/api/proof.md`.
final class TrustBundle {

    private static final String NOTE = "a development ledger: one process signs for every organisation, so its proofs"
            + " show how proofs work and prove nothing";

    private TrustBundle() {}

    static String of(String channel, Collection<Organisation> organisations) {
        return "{\"format\":\"SCF-Trust/1\",\"note\":\"" + NOTE + "\",\"channel\":\"" + channel
                + "\",\"chaincode\":\"" + Topology.CHAINCODE + "\",\"endorsers\":[\"" + DevLedger.CITY + "\",\""
                + DevLedger.PLATFORM + "\"],\"organisations\":["
                + organisations.stream().map(TrustBundle::organisation).collect(Collectors.joining(","))
                + "]}\n";
    }

    private static String organisation(Organisation organisation) {
        return "{\"mspId\":\"" + organisation.mspId() + "\",\"roots\":[\""
                + Certificates.pem(organisation.root()).replace("\n", "\\n") + "\"]}";
    }
}
