package scf.platform.trade;

/// How much a document is worth as evidence. Later is more: the order is that of the domain.
public enum Grade {

    /// One party has handed it in, and nobody else has said anything.
    SELF_DECLARED,

    /// The other party stands to it as well: both would have to lie.
    COUNTER_SIGNED,

    /// Whoever keeps the issuer's register has found it there: the tax bureau an invoice, a bank a payment.
    ISSUER_VERIFIED
}
