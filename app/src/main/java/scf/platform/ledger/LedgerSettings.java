package scf.platform.ledger;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
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
/// @param longestPause where the doubling ends; there is no last attempt
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
        Duration doubled = firstPause.multipliedBy(1L << Math.min(attempts, 16));
        Duration bounded = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 2, bounded.toMillis() + 1));
    }
}
