package scf.platform.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

/// A chain member (链属企业): tier 1 sells to the chain-master itself, tier k to a member of tier k − 1.
///
/// @param inviter the member one tier above that brought it in; tier 1 has none
public record Member(
        ChainId chain,
        EnterpriseId enterprise,
        int tier,
        @Nullable EnterpriseId inviter,
        Instant joinedAt) {

    /// No chain of suppliers is deeper; a tier is a number that people read.
    public static final int DEEPEST_TIER = 99;
}
