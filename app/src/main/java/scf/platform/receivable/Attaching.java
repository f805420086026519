package scf.platform.receivable;

import java.util.List;
import scf.schema.ids.DocumentId;

/// What becomes of documents that a creditor adds to its claim, in order of precedence.
public sealed interface Attaching {

    /// Nothing is written, and why.
    sealed interface Refused extends Attaching {}

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements Refused {}

    /// The debtor adds nothing to its creditor's claim.
    record NotTheCreditor() implements Refused {}

    /// The debtor has answered already, or is about to.
    record Answered(Receivable.State state) implements Refused {}

    /// There is no such document, or it is not the caller's.
    record NoSuchDocument(DocumentId document) implements Refused {}

    /// A document of other parties proves nothing here.
    record OfAnotherTrade(DocumentId document) implements Refused {}

    record Attached(Receivable receivable, List<Finding> findings) implements Attaching {}
}
