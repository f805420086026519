package scf.platform.ledger;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the platform speaks with the ledger: `scf.ledger.*`.
///
/// @param channel the channel that acts are made for and told on
/// @param inFlight how many acts may be on their way at once
/// @param look how often the relay looks for entries that nobody woke it for, such as those of other instances
/// @param lease how long work belongs to an instance that has stopped saying that it lives
/// @param patience how long to wait for the commit of what was ordered, before the same envelope is submitted
///     again
/// @param doubt how long after a refusal the act is proposed once more, before the refusal is believed
/// @param firstPause the pause after a first attempt that failed; it doubles with each further one
/// @param longestPause no pause is longer; there is no last attempt
@ConfigurationProperties("scf.ledger")
record LedgerSettings(
        @DefaultValue("scf") String channel,
        @DefaultValue("64") int inFlight,
        @DefaultValue("500ms") Duration look,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("500ms") Duration doubt,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("10s") Duration longestPause) {

    /// The more attempts have failed, the longer; never twice exactly as long, so that what failed together
    /// does not come back together.
    Duration pauseAfter(int attempts) {
        int doublings = 63 - Long.numberOfLeadingZeros(Math.max(1, longestPause.dividedBy(firstPause)));
        return Duration.ofMillis(backOff().apply(Math.min(attempts, doublings) + 1));
    }

    /// Between half of the doubled pause and the whole of it.
    private IntervalFunction backOff() {
        return IntervalFunction.ofExponentialRandomBackoff(
                firstPause.multipliedBy(3).dividedBy(4), 2, 1 / 3.0, longestPause);
    }
}
