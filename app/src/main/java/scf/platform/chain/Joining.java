package scf.platform.chain;

/// How it ends when a chain-master adds a member, refusals in the order in which they are looked for.
public sealed interface Joining {

    /// No such chain, or another master's: an outsider must not learn which chains exist.
    record NoSuchChain() implements Joining {}

    record NoSuchEnterprise() implements Joining {}

    /// The chain-master is no member of its own chain.
    record IsTheMaster() implements Joining {}

    /// Tier 1 comes uninvited, every other tier names who brought it in.
    record InviterMissing() implements Joining {}

    record InviterNotWanted() implements Joining {}

    /// Whoever invites into tier k stands in tier k − 1 of the same chain.
    record InviterNotOneTierAbove() implements Joining {}

    /// It is a member already, in this tier or in another.
    record MemberBefore(Member member) implements Joining {}

    record Joined(Member member) implements Joining {}
}
