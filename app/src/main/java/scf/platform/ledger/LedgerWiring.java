package scf.platform.ledger;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Genesis;
import scf.contract.Signatures;

/// What the ledger room needs whichever ledger it speaks with: [DevLedgerWiring] or [FabricWiring].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LedgerSettings.class, GenesisSettings.class})
class LedgerWiring {

    /// The very class that the peers verify with: what is refused there is refused here first.
    @Bean
    Signatures signatures() {
        return new BouncyCastleSignatures();
    }

    /// @param own a bean of type [Genesis], if another room (the practice city) brings one
    @Bean
    Beginnings beginnings(ObjectProvider<Genesis> own, GenesisSettings named, LedgerSettings settings) {
        return () -> own.getIfAvailable(() -> named.genesis(settings.channel()));
    }

    /// What the ledger begins with; asked for when the ledger is opened, since a store that has neither says so then.
    @FunctionalInterface
    interface Beginnings {
        Genesis genesis();
    }
}
