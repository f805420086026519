package scf.platform.practice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One finished step of the main job: who did what, over which amount, and the ledger's transaction where there is one.
record JournalLine(
        int number,
        String step,
        Instant at,
        String party,
        String what,
        @Nullable String subject,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String transactionId) {}
