package scf.platform.creditline;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Gives lapsed holds back soon after their time, line by line, each in a transaction of its own.
@Component
class LapsedHolds {

    private final CreditLines lines;

    LapsedHolds(CreditLines lines) {
        this.lines = lines;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void sweep() {
        while (lines.expireSome()) {
            // The next line.
        }
    }
}
