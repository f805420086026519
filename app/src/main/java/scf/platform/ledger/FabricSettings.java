package scf.platform.ledger;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A real Fabric network: `scf.ledger.fabric.*`. Where its `peer` is named, the platform speaks with it and the
/// development ledger is not started.
///
/// @param peer host and port of the platform's own peer; `none` for the development ledger
/// @param tlsRoot the root of that peer's TLS certificate, as PEM
/// @param mspId the platform's own organisation
/// @param certificate the platform's client certificate, as PEM
/// @param privateKey its key (PKCS 8), as PEM
/// @param endorsers who endorses every act: the members of the private collection
/// @param chaincode the name under which the chaincode was committed
@ConfigurationProperties("scf.ledger.fabric")
record FabricSettings(
        String peer,
        Path tlsRoot,
        @DefaultValue("PlatformMSP") String mspId,
        Path certificate,
        Path privateKey,
        @DefaultValue({"CityMSP", "PlatformMSP"}) List<String> endorsers,
        @DefaultValue("scf") String chaincode) {

    static final String PEER = "scf.ledger.fabric.peer";
}
