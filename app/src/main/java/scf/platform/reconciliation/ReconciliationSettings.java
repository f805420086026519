package scf.platform.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often, and in what portions: `scf.reconciliation.*`.
///
/// @param pause between the end of a cycle and the beginning of the next
/// @param slice how many objects, or blocks, are compared before the place is written down
/// @param breath between two slices, so that a big ledger is not asked without end
/// @param lease how long a slice belongs to an instance that has stopped working
@ConfigurationProperties("scf.reconciliation")
record ReconciliationSettings(
        @DefaultValue("10m") Duration pause,
        @DefaultValue("100") int slice,
        @DefaultValue("200ms") Duration breath,
        @DefaultValue("2m") Duration lease) {}
