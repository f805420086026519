package scf.platform.enterprise;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import scf.contract.Algorithm;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// Founds the city that the configuration names (`scf.genesis.city-name` and what goes with it), before the doors open.
@Component
@EnableConfigurationProperties(FirstStart.Genesis.class)
class FirstStart implements SmartInitializingSingleton {

    private final Genesis genesis;
    private final Bootstrap bootstrap;

    FirstStart(Genesis genesis, Bootstrap bootstrap) {
        this.genesis = genesis;
        this.bootstrap = bootstrap;
    }

    /// `scf.genesis.*`: what the ledger begins with (id, act key), and what only the platform has to know.
    ///
    /// @param cityIdentifier 统一社会信用代码 of the authority
    /// @param cityPublicKey for acts; base64, because the ledger's genesis reads nothing else
    /// @param cityHttpPublicKey PEM or base64
    /// @param cityUser who holds both private keys at the first start
    @ConfigurationProperties("scf.genesis")
    record Genesis(
            @Nullable UUID cityId,
            @Nullable String cityName,
            @Nullable String cityIdentifier,
            @Nullable String cityKey,
            @Nullable String cityAlgorithm,
            @Nullable String cityPublicKey,
            @Nullable String cityHttpKey,
            @Nullable String cityHttpAlgorithm,
            @Nullable String cityHttpPublicKey,
            @DefaultValue("city-desk") String cityUser) {}

    @Override
    public void afterSingletonsInstantiated() {
        // The ledger's genesis alone founds nobody here: an operator names the city, and a practice city founds itself.
        if (genesis.cityId() == null || genesis.cityName() == null) {
            return;
        }
        bootstrap.found(new Bootstrap.City(
                new EnterpriseId(genesis.cityId()),
                new UnifiedSocialCreditCode(named("city-identifier", genesis.cityIdentifier())),
                genesis.cityName(),
                keys()));
    }

    private List<Bootstrap.FirstKey> keys() {
        var keys = new ArrayList<Bootstrap.FirstKey>();
        keys.add(key(KeyUsage.ACT, "city", genesis.cityKey(), genesis.cityAlgorithm(), genesis.cityPublicKey()));
        keys.add(key(
                KeyUsage.HTTP,
                "city-http",
                genesis.cityHttpKey(),
                genesis.cityHttpAlgorithm(),
                genesis.cityHttpPublicKey()));
        return keys;
    }

    private Bootstrap.FirstKey key(
            KeyUsage usage,
            String prefix,
            @Nullable String kid,
            @Nullable String algorithm,
            @Nullable String publicKey) {
        return new Bootstrap.FirstKey(
                new KeyId(named(prefix + "-key", kid)),
                usage,
                Algorithm.ofWire(named(prefix + "-algorithm", algorithm)),
                PublicKeyText.read(named(prefix + "-public-key", publicKey)),
                genesis.cityUser());
    }

    private static String named(String setting, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the first start needs scf.genesis." + setting);
        }
        return value;
    }
}
