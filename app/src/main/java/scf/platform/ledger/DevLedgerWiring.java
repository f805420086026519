package scf.platform.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import scf.devledger.DevLedger;
import scf.devledger.Organisation;
import scf.devledger.Rudeness;
import scf.gateway.LedgerClient;
import scf.gateway.Member;

/// The development ledger in this process, as long as no peer is named.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = FabricSettings.PEER, matchIfMissing = true, havingValue = "none")
@EnableConfigurationProperties(DevLedgerSettings.class)
class DevLedgerWiring {

    /// @param rude a bean of type [Rudeness], if a test brings one
    @Bean(destroyMethod = "close")
    @DependsOn("storeMark")
    DevLedger devLedger(
            DevLedgerSettings dev,
            JdbcConnectionDetails platform,
            LedgerWiring.Beginnings beginnings,
            ObjectProvider<Rudeness> rude,
            @Value("${scf.data}") Path data) {
        var ledger = DevLedger.open(
                DevLedgerDatabase.open(dev, platform), beginnings.genesis(), rude.getIfAvailable(Rudeness::usual));
        writeTrust(ledger, data.resolve("trust.json"));
        return ledger;
    }

    /// What a verifier of proofs wants beforehand. A real network's organisations hand it out themselves.
    private static void writeTrust(DevLedger ledger, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, ledger.trustBundle());
        } catch (IOException e) {
            throw new UncheckedIOException("The trust bundle of the development ledger cannot be written", e);
        }
    }

    /// It has begun when it is open.
    @Bean
    Ground ground() {
        return () -> true;
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
