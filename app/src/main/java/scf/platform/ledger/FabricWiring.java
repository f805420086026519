package scf.platform.ledger;

import io.grpc.ManagedChannel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.gateway.Peer;

/// A real network, spoken with through the platform's own peer.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${" + FabricSettings.PEER + ":none}' != 'none'")
@EnableConfigurationProperties(FabricSettings.class)
class FabricWiring {

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel ledgerChannel(FabricSettings fabric) {
        return new Peer(fabric.peer(), fabric.tlsRoot()).channel();
    }

    @Bean(destroyMethod = "close")
    LedgerClient ledgerClient(ManagedChannel ledgerChannel, FabricSettings fabric, LedgerSettings settings) {
        return new LedgerClient(
                ledgerChannel,
                settings.channel(),
                fabric.chaincode(),
                Member.read(fabric.mspId(), fabric.certificate(), fabric.privateKey()),
                fabric.endorsers());
    }

    @Bean
    @DependsOn("storeMark")
    FabricBeginning fabricBeginning(LedgerClient ledger, LedgerWiring.Beginnings beginnings) {
        return new FabricBeginning(ledger, beginnings.genesis());
    }
}
