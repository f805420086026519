package scf.platform.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the development ledger keeps its blocks: `scf.ledger.dev.*`. Not given: beside the platform's own
/// database.
@ConfigurationProperties("scf.ledger.dev")
record DevLedgerSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password) {}
