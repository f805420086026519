package scf.platform;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import scf.contract.Algorithm;
import scf.contract.Genesis;
import scf.platform.calendar.BusinessDates;

/// A platform whose business date a test moves, from today on: imported beside [PlatformTest] by what has to see a
/// maturity.
///
/// Its ledger says that it is for practice, or it would refuse acts of days that have not come.
@TestConfiguration(proxyBeanMethods = false)
public class MovableDate {

    private static final int TENOR_MONTHS = 12;

    @Bean
    Genesis genesisForPractice() {
        return new Genesis(
                "scf",
                true,
                TestCity.ID.toString(),
                TestCity.KEY.value(),
                Algorithm.ofWire(TestCity.ALGORITHM),
                TestCity.publicKey(),
                TENOR_MONTHS);
    }

    /// Before the doors open.
    @Bean
    SmartInitializingSingleton firstDate(BusinessDates businessDates, Clock clock) {
        return () -> businessDates.keepOwnDate(LocalDate.ofInstant(clock.instant(), BusinessDates.SHANGHAI));
    }
}
