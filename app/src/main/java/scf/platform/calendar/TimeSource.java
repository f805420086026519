package scf.platform.calendar;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The one clock of the house. Nobody else asks the machine for the time.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeSource {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
