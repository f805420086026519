package scf.platform.creditline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// What a bank changes of a node; what is null stays.
///
/// A limit may be cut below its use: then nothing more goes out, and the node shows that it is over its limit.
public record NodeChange(
        @Nullable Money limit,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable Boolean removed) {}
