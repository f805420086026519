package scf.platform.enterpriseapi;

import scf.platform.signing.Problem;
import scf.platform.trade.DocumentStanding;
import scf.platform.trade.Filing;
import scf.platform.trade.TradeDocument;
import scf.schema.ids.EnterpriseId;

/// What a refused document is answered with.
final class FilingProblems {

    static final String PAGE = "docs/api/documents.md";

    private FilingProblems() {}

    static Problem of(Filing.Refused refused) {
        return switch (refused) {
            case Filing.Unreadable unreadable -> unreadable(unreadable);
            case Filing.PlatformIsAParty(var role, var field, var rule) ->
                Problem.refused(
                                422,
                                "platform_is_a_party",
                                "The platform is no party",
                                "The document's %s runs this platform, and neither owes nor is owed what is financed on it."
                                        .formatted(role))
                        .field(field)
                        .rule(rule.code().code(), rule.source());
            case Filing.UnknownParty unknown ->
                Problem.refused(
                                422,
                                "unknown_party",
                                "Nobody known",
                                "The document's %s (%s) is no enterprise of this platform; name one by ?%s=<enterprise id>."
                                        .formatted(
                                                unknown.role(),
                                                unknown.identifiers().isEmpty()
                                                        ? "without an identifier"
                                                        : String.join(", ", unknown.identifiers()),
                                                unknown.role()))
                        .field(unknown.field())
                        .rule("known_party", PAGE);
            case Filing.MappedAgainstTheDocument against ->
                Problem.refused(
                                422,
                                "mapped_against_the_document",
                                "The document names another",
                                "The document names %s as its %s; it cannot be filed as another's."
                                        .formatted(against.identifier(), against.role()))
                        .field("?" + against.role())
                        .rule("mapped_party", PAGE);
            case Filing.SellerIsBuyer _ ->
                Problem.refused(422, "seller_is_buyer", "Seller is buyer", "One enterprise is seller and buyer.")
                        .field("")
                        .rule("R-02", "银发〔2025〕77号 art 10");
            case Filing.NotTheirDocument _ ->
                Problem.refused(
                                403,
                                "not_your_document",
                                "Not your document",
                                "A document is handed in by its seller or its buyer.")
                        .field("")
                        .rule("uploader_is_seller_or_buyer", PAGE);
            case Filing.NumberTaken taken -> taken(taken);
        };
    }

    private static Problem unreadable(Filing.Unreadable unreadable) {
        var first = unreadable.faults().getFirst();
        var problem = Problem.refused(422, "document_unreadable", "The document cannot be read", first.message());
        unreadable
                .faults()
                .forEach(fault -> problem.error(fault.field(), fault.rule(), fault.source(), fault.message()));
        return problem;
    }

    /// Both documents are shown to whoever is a party of both; anybody else learns that the number is taken.
    private static Problem taken(Filing.NumberTaken taken) {
        var problem = Problem.refused(
                409,
                "number_taken",
                "Another document has this number",
                "A document of this kind and number is stored and says something else; one of the two is wrong.");
        taken.differences()
                .forEach(difference -> problem.error(
                        difference.field(),
                        "one_number_one_document",
                        PAGE,
                        "stored: %s; handed in: %s".formatted(difference.stored(), difference.handedIn())));
        var stored = taken.stored();
        return stored == null ? problem : problem.with("stored", TradeDocumentJson.of(stored, DocumentStanding.NONE));
    }

    /// A file of several documents may be others' as well: whoever handed it in has it, and nobody else.
    static void refuseFileOfSeveral(TradeDocument document, EnterpriseId reader) {
        if (document.part() != null && !document.uploader().equals(reader)) {
            throw Problem.refused(
                            403,
                            "file_of_several",
                            "The file holds more",
                            "The document came in a file with others; only who handed it in reads the file.")
                    .rule("file_of_several", PAGE);
        }
    }
}
