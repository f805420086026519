package scf.platform.ledger;

/// What the relay stands on: a ledger that has begun, with the genesis that this store expects of it. Nothing is tried
/// before it does, so no try fails, and no pause grows, for a ledger that is only starting.
@FunctionalInterface
interface Ground {

    boolean stands();
}
