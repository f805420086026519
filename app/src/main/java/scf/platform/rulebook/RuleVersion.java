package scf.platform.rulebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a rule and who decided it: one person of the city proposes (经办), another approves (复核).
///
/// @param proposedBy nobody for what came with the platform, which is in force by its release
public record RuleVersion(
        Rule rule,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt) {

    public enum State {
        PROPOSED,
        APPROVED
    }

    public State state() {
        return proposedBy == null || approvedBy != null ? State.APPROVED : State.PROPOSED;
    }
}
