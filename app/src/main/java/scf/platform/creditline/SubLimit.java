package scf.platform.creditline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// A row of a batch (批量授信): one limit under the line. What it leaves open it takes from its parent.
///
/// @param tier for a TIER the tier; elsewhere the tier of the supplier, if the bank wants it checked
public record SubLimit(
        Level level,
        @Nullable Integer tier,
        @Nullable EnterpriseId supplier,
        @Nullable String product,
        Money limit,
        @Nullable Boolean revolving,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {}
