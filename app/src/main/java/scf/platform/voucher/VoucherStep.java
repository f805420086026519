package scf.platform.voucher;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;

/// One state that a voucher has been in.
///
/// @param position counts from one
/// @param from none: it came into being
/// @param refusal why the ledger refused the step, when this is where a refusal led back to
public record VoucherStep(
        int position,
        @Nullable String from,
        String to,
        EnterpriseId holder,
        boolean frozen,
        long version,
        @Nullable String refusal,
        Instant at) {}
