package scf.platform.ledger;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Genesis;
import scf.contract.Signatures;
import scf.devledger.DevLedger;
import scf.devledger.Organisation;
import scf.devledger.Rudeness;
import scf.gateway.LedgerClient;
import scf.gateway.Member;

/// Which ledger the platform speaks with: the development ledger in this process.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LedgerSettings.class, GenesisSettings.class, DevLedgerSettings.class})
class LedgerWiring {

    /// The very class that the peers verify with: what is refused there is refused here first.
    @Bean
    Signatures signatures() {
        return new BouncyCastleSignatures();
    }

    /// @param own a bean of type [Genesis], if another room (the practice city) brings one
    /// @param rude a bean of type [Rudeness], if a test brings one
    @Bean(destroyMethod = "close")
    @DependsOn("storeMark")
    DevLedger devLedger(
            DevLedgerSettings dev,
            JdbcConnectionDetails platform,
            ObjectProvider<Genesis> own,
            ObjectProvider<Rudeness> rude,
            GenesisSettings named,
            LedgerSettings settings) {
        Genesis genesis = own.getIfAvailable(() -> named.genesis(settings.channel()));
        return DevLedger.open(DevLedgerDatabase.open(dev, platform), genesis, rude.getIfAvailable(Rudeness::usual));
    }

    /// The platform speaks as its own organisation; city and platform endorse, each with a key of its own.
    @Bean(destroyMethod = "close")
    LedgerClient ledgerClient(DevLedger ledger, LedgerSettings settings) {
        Organisation.Signing client = ledger.organisation(DevLedger.PLATFORM).client();
        return new LedgerClient(
                ledger.channel(),
                settings.channel(),
                DevLedger.CHAINCODE,
                new Member(DevLedger.PLATFORM, client.certificate(), client.key()),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
    }
}
