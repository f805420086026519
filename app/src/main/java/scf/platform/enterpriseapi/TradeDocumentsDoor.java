package scf.platform.enterpriseapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Bytes;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.DocumentRows;
import scf.platform.trade.Filing;
import scf.platform.trade.TradeDocuments;
import scf.platform.trade.Upload;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// `/v1/trade-documents`: seller and buyer hand in orders, despatches, receipts, invoices, and read what was read.
@RestController
@RequestMapping("/v1/trade-documents")
class TradeDocumentsDoor {

    private static final String PAGE = "docs/api/documents.md";

    private final TradeDocuments documents;

    TradeDocumentsDoor(TradeDocuments documents) {
        this.documents = documents;
    }

    @GetMapping
    Page<TradeDocumentJson> list(Caller caller, Paging paging, @RequestParam @Nullable DocumentKind kind) {
        var after = paging.after().orElse(null);
        var rows = documents.list(
                caller.party(),
                kind,
                after == null ? null : after.created(),
                after == null ? null : new DocumentId(UUID.fromString(after.id())),
                paging.limit() + 1);
        return paging.page(
                        rows,
                        document -> new Position(
                                document.uploadedAt(), document.id().toString()))
                .map(TradeDocumentJson::of);
    }

    @GetMapping("/{id}")
    TradeDocumentJson one(Caller caller, @PathVariable DocumentId id) {
        return documents.find(id, caller.party()).map(TradeDocumentJson::of).orElseThrow(Problem::notFound);
    }

    /// The very bytes that were handed in.
    @GetMapping("/{id}/original")
    ResponseEntity<byte[]> original(Caller caller, @PathVariable DocumentId id) {
        var document = documents.find(id, caller.party()).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.original(id));
    }

    /// The XML declaration says the encoding, whatever the content type says: invoices travel through many hands.
    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<TradeDocumentJson> xml(
            Caller caller,
            @RequestBody byte[] body,
            @RequestParam @Nullable EnterpriseId seller,
            @RequestParam @Nullable EnterpriseId buyer) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return answer(documents.fileXml(upload(caller, body, MediaType.APPLICATION_XML_VALUE, seller, buyer)));
    }

    /// The rows and the very bytes that they came in, which are kept: the body can be read twice.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TradeDocumentJson> rows(
            Caller caller,
            HttpServletRequest request,
            @RequestBody DocumentRows rows,
            @RequestParam @Nullable EnterpriseId seller,
            @RequestParam @Nullable EnterpriseId buyer)
            throws IOException {
        caller.mustBe(PartyKind.ENTERPRISE);
        byte[] body = request.getInputStream().readAllBytes();
        return answer(documents.fileRows(upload(caller, body, MediaType.APPLICATION_JSON_VALUE, seller, buyer), rows));
    }

    private static Upload upload(
            Caller caller, byte[] body, String mediaType, @Nullable EnterpriseId seller, @Nullable EnterpriseId buyer) {
        return new Upload(Bytes.of(body), mediaType, caller.party(), caller.user(), seller, buyer);
    }

    private static ResponseEntity<TradeDocumentJson> answer(Filing filing) {
        return switch (filing) {
            case Filing.Unreadable unreadable -> throw unreadable(unreadable);
            case Filing.UnknownParty unknown ->
                throw Problem.refused(
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
                throw Problem.refused(
                                422,
                                "mapped_against_the_document",
                                "The document names another",
                                "The document names %s as its %s; it cannot be filed as another's."
                                        .formatted(against.identifier(), against.role()))
                        .field("?" + against.role())
                        .rule("mapped_party", PAGE);
            case Filing.SellerIsBuyer _ ->
                throw Problem.refused(422, "seller_is_buyer", "Seller is buyer", "One enterprise is seller and buyer.")
                        .field("")
                        .rule("R-02", "银发〔2025〕77号 art 10");
            case Filing.NotTheirDocument _ ->
                throw Problem.refused(
                                403,
                                "not_your_document",
                                "Not your document",
                                "A document is handed in by its seller or its buyer.")
                        .field("")
                        .rule("uploader_is_seller_or_buyer", PAGE);
            case Filing.NumberTaken taken -> throw taken(taken);
            case Filing.FiledBefore before -> ResponseEntity.ok(TradeDocumentJson.of(before.document()));
            case Filing.Filed filed ->
                ResponseEntity.created(URI.create(
                                "/v1/trade-documents/" + filed.document().id()))
                        .body(TradeDocumentJson.of(filed.document()));
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
        return stored == null ? problem : problem.with("stored", TradeDocumentJson.of(stored));
    }
}
