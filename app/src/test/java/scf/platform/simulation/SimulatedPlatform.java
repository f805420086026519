package scf.platform.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Genesis;
import scf.devledger.DevLedger;
import scf.devledger.Rudeness;
import scf.platform.Platform;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.Days;
import scf.platform.enterprise.Bootstrap;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.UnifiedSocialCreditCode;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The platform as the simulation runs it, in this process or as [#main] in one of its own: the very application, with
/// another clock, a rude ledger, a business date of its own and a city that is there from the first start.
///
/// It carries no stereotype on purpose: a scan of the house must not find it.
class SimulatedPlatform {

    private static final int LONGEST_TENOR_MONTHS = 6;

    static ConfigurableApplicationContext start(List<String> settings) {
        return new SpringApplicationBuilder(Platform.class, SimulatedPlatform.class)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
    }

    public static void main(String[] settings) {
        start(List.of(settings));
    }

    @Bean
    @Primary
    SimulatedTime simulatedTime(@Value("${simulation.time}") Path file) {
        return SimulatedTime.in(file);
    }

    @Bean
    Rudeness rudeness(SimulatedTime time) {
        var rudeness = Rudeness.usual();
        rudeness.runAhead(time.ahead());
        return rudeness;
    }

    @Bean
    Mishaps mishaps(
            @Value("${simulation.seed}") long seed,
            Rudeness rudeness,
            DevLedger ledger,
            SimulatedTime time,
            BusinessDates dates,
            Days days) {
        return new Mishaps(seed, rudeness, ledger, time, dates, days);
    }

    /// Practice, for one thing only: the ledger takes business dates that are not today.
    @Bean
    Genesis genesis(
            @Value("${scf.genesis.city-id}") UUID city,
            @Value("${scf.genesis.city-key}") String key,
            @Value("${scf.genesis.city-algorithm}") String algorithm,
            @Value("${scf.genesis.city-public-key}") String publicKey) {
        return new Genesis(
                "scf",
                true,
                city.toString(),
                key,
                Algorithm.ofWire(algorithm),
                Bytes.ofBase64(publicKey),
                LONGEST_TENOR_MONTHS);
    }

    /// Before the doors open.
    @Bean
    SmartInitializingSingleton founding(
            Bootstrap bootstrap,
            BusinessDates dates,
            SimulatedTime time,
            Genesis genesis,
            @Value("${simulation.city-http-key}") String httpKey,
            @Value("${simulation.city-http-public-key}") String httpPublicKey) {
        var act = new Bootstrap.FirstKey(
                new KeyId(genesis.cityKey()),
                KeyUsage.ACT,
                genesis.cityAlgorithm(),
                genesis.cityPublicKey(),
                City.DESK);
        var http = new Bootstrap.FirstKey(
                new KeyId(httpKey), KeyUsage.HTTP, Algorithm.SM2_SM3, Bytes.ofBase64(httpPublicKey), City.DESK);
        return () -> {
            bootstrap.found(new Bootstrap.City(
                    new EnterpriseId(UUID.fromString(genesis.city())),
                    new UnifiedSocialCreditCode(City.CODE),
                    City.NAME,
                    List.of(act, http)));
            dates.keepOwnDate(time.wantedDate());
        };
    }
}
