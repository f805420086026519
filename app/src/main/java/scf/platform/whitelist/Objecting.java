package scf.platform.whitelist;

import scf.schema.ids.ObjectionId;

/// How it ends when somebody objects (提出异议).
public sealed interface Objecting {

    record NoSuchEntry() implements Objecting {}

    /// Objections are heard while the chain-master is publicised.
    record NotPublicised(ListingState state) implements Objecting {}

    record Recorded(ObjectionId objection) implements Objecting {}
}
