package scf.devledger;

import java.util.List;
import java.util.Set;

/// Whose peers must have signed a change: an endorsement policy (背书策略).
sealed interface Policy {

    boolean satisfiedBy(Set<String> endorsers);

    /// A peer of this organisation.
    record PeerOf(String mspId) implements Policy {

        @Override
        public boolean satisfiedBy(Set<String> endorsers) {
            return endorsers.contains(mspId);
        }
    }

    /// At least so many of these.
    record OutOf(int needed, List<Policy> parts) implements Policy {

        public OutOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean satisfiedBy(Set<String> endorsers) {
            return parts.stream().filter(part -> part.satisfiedBy(endorsers)).count() >= needed;
        }
    }

    static Policy all(Policy... parts) {
        return new OutOf(parts.length, List.of(parts));
    }

    static Policy any(Policy... parts) {
        return new OutOf(1, List.of(parts));
    }
}
