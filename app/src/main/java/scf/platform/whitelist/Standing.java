package scf.platform.whitelist;

import org.jspecify.annotations.Nullable;
import scf.schema.ids.ListingId;

/// Whether new business with a chain-master is open today. A refusal cites the version of the list that it stands on.
public sealed interface Standing {

    /// Counts the changes of the published list; 0 before the first.
    long listVersion();

    record Listed(ListingId entry, int version, long listVersion, Preferences preferences) implements Standing {}

    /// Nothing new, and why.
    ///
    /// @param state where its entry stands; null when it was never declared
    /// @param reason why, as the city wrote it down
    record NotListed(@Nullable ListingState state, String reason, long listVersion) implements Standing {

        /// One sentence for a refusal.
        public String sentence() {
            return "the chain-master is not on the whitelist (list version %d): %s".formatted(listVersion, reason);
        }
    }
}
