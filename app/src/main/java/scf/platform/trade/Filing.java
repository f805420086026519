package scf.platform.trade;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.rulebook.Rule;

/// What becomes of a document that is handed in, in order of precedence.
public sealed interface Filing {

    /// It is not stored.
    sealed interface Refused extends Filing {}

    /// It cannot be read: each fault names the field, the rule and its source.
    record Unreadable(List<Fault> faults) implements Refused {}

    /// Seller or buyer is who runs the platform (信息中介): it neither owes nor is owed what is financed on it.
    record PlatformIsAParty(String role, String field, Rule rule) implements Refused {}

    /// Seller or buyer is nobody who is registered here, and the caller has mapped nobody to it.
    ///
    /// @param role `seller` or `buyer`
    /// @param identifiers what the document calls it
    record UnknownParty(String role, String field, List<String> identifiers) implements Refused {}

    /// The caller maps a party that the document itself names otherwise.
    record MappedAgainstTheDocument(String role, String field, String identifier) implements Refused {}

    /// One enterprise is seller and buyer.
    record SellerIsBuyer() implements Refused {}

    /// The caller is neither the seller nor the buyer: it is not its document.
    record NotTheirDocument() implements Refused {}

    /// The issuer's number stands on a stored document that says something else.
    ///
    /// @param stored the stored document, where the caller is a party of it
    record NumberTaken(@Nullable TradeDocument stored, List<Difference> differences) implements Refused {}

    /// The same document is stored already, whatever its bytes look like.
    record FiledBefore(TradeDocument document) implements Filing {}

    record Filed(TradeDocument document) implements Filing {}

    /// Where two documents under one number part.
    record Difference(String field, String stored, String handedIn) {}
}
