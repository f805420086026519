package scf.platform.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the platform speaks with the ledger: `scf.ledger.*`.
///
/// @param channel the channel that acts are made for and told on
/// @param inFlight how many acts may be on their way at once
/// @param look how often the relay looks for entries that nobody woke it for, such as those of other instances
/// @param lease how long an entry belongs to a relay that has stopped saying that it lives
/// @param longestPause the longest pause between two attempts at one entry; there is no last attempt
@ConfigurationProperties("scf.ledger")
record LedgerSettings(
        @DefaultValue("scf") String channel,
        @DefaultValue("32") int inFlight,
        @DefaultValue("500ms") Duration look,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("30s") Duration longestPause) {}
