package scf.platform.ledger;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Signatures;

/// Which ledger the platform speaks with.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerWiring {

    /// The very class that the peers verify with: what is refused there is refused here first.
    @Bean
    Signatures signatures() {
        return new BouncyCastleSignatures();
    }
}
