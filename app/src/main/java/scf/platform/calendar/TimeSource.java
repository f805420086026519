package scf.platform.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The one clock of the house. Nobody else asks the machine for the time.
///
/// It ticks in microseconds, because PostgreSQL keeps no less: what the first answer says of a moment, every later one
/// reads back.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeSource {

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
