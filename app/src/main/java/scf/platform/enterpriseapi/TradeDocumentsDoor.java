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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Bytes;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.DocumentRows;
import scf.platform.trade.DocumentStanding;
import scf.platform.trade.Filing;
import scf.platform.trade.Importing;
import scf.platform.trade.Standings;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.platform.trade.Upload;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// `/v1/trade-documents`: seller and buyer hand in what stands behind a trade, and read what was read.
@RestController
@RequestMapping("/v1/trade-documents")
class TradeDocumentsDoor {

    private static final String CSV = "text/csv";
    private static final String OFD = "application/ofd";
    private static final String OFD_UNREGISTERED = "application/x-ofd";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ZIP = "application/zip";

    private final TradeDocuments documents;
    private final Standings standings;

    TradeDocumentsDoor(TradeDocuments documents, Standings standings) {
        this.documents = documents;
        this.standings = standings;
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
        var stand = standings.of(rows.stream().map(TradeDocument::id).toList());
        return paging.page(
                        rows,
                        document -> new Position(
                                document.uploadedAt(), document.id().toString()))
                .map(document ->
                        TradeDocumentJson.of(document, stand.getOrDefault(document.id(), DocumentStanding.NONE)));
    }

    @GetMapping("/{id}")
    TradeDocumentJson one(Caller caller, @PathVariable DocumentId id) {
        return standings
                .read(id, caller.party())
                .map(document -> TradeDocumentJson.of(document, standings.of(id)))
                .orElseThrow(Problem::notFound);
    }

    /// The documents of the same trade.
    @GetMapping("/{id}/family")
    FamilyJson family(Caller caller, @PathVariable DocumentId id) {
        return documents.family(id, caller.party()).map(FamilyJson::of).orElseThrow(Problem::notFound);
    }

    /// The very bytes that were handed in.
    @GetMapping("/{id}/original")
    ResponseEntity<byte[]> original(Caller caller, @PathVariable DocumentId id) {
        var document = standings.read(id, caller.party()).orElseThrow(Problem::notFound);
        FilingProblems.refuseFileOfSeveral(document, caller.party());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.original(id));
    }

    /// Whose a document is, and of which family, where the document does not say.
    record Mapping(
            @Nullable EnterpriseId seller,
            @Nullable EnterpriseId buyer,
            @Nullable String contract,
            @Nullable String order,
            @Nullable String invoice) {}

    /// The XML declaration says the encoding, whatever the content type says: invoices travel through many hands.
    @PostMapping(
            consumes = {
                MediaType.APPLICATION_XML_VALUE,
                MediaType.TEXT_XML_VALUE,
                CSV,
                OFD,
                OFD_UNREGISTERED,
                XLSX,
                ZIP,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<Object> file(
            Caller caller,
            @RequestBody byte[] body,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestParam @Nullable EnterpriseId seller,
            @RequestParam @Nullable EnterpriseId buyer,
            @RequestParam @Nullable String contract,
            @RequestParam @Nullable String order,
            @RequestParam @Nullable String invoice) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var mapping = new Mapping(seller, buyer, contract, order, invoice);
        String plainType = type.getType() + "/" + type.getSubtype();
        return switch (documents.importFile(upload(caller, body, plainType, mapping))) {
            case Importing.One one -> answer(one.filing());
            case Importing.Several several -> ResponseEntity.ok(ImportJson.of(several));
        };
    }

    /// The rows and the very bytes that they came in, which are kept: the body can be read twice.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> rows(
            Caller caller,
            HttpServletRequest request,
            @RequestBody DocumentRows rows,
            @RequestParam @Nullable EnterpriseId seller,
            @RequestParam @Nullable EnterpriseId buyer)
            throws IOException {
        caller.mustBe(PartyKind.ENTERPRISE);
        byte[] body = request.getInputStream().readAllBytes();
        var mapping = new Mapping(seller, buyer, null, null, null);
        return answer(documents.fileRows(upload(caller, body, MediaType.APPLICATION_JSON_VALUE, mapping), rows));
    }

    private static Upload upload(Caller caller, byte[] body, String mediaType, Mapping mapping) {
        return new Upload(
                Bytes.of(body),
                mediaType,
                caller.party(),
                caller.user(),
                mapping.seller(),
                mapping.buyer(),
                new Upload.References(
                        number("?contract", mapping.contract()),
                        number("?order", mapping.order()),
                        number("?invoice", mapping.invoice())));
    }

    private static @Nullable String number(String field, @Nullable String number) {
        String words = BodyFields.textOrNone(field, number, BodyFields.LONGEST);
        if (words != null && !Upload.isNumber(words)) {
            throw Problem.refused(422, "number_unreadable", "No number", "A document's number is meant here.")
                    .field(field)
                    .rule("comparable_number", FilingProblems.PAGE);
        }
        return words;
    }

    private static ResponseEntity<Object> answer(Filing filing) {
        return switch (filing) {
            case Filing.Refused refused -> throw FilingProblems.of(refused);
            case Filing.FiledBefore before ->
                ResponseEntity.ok(TradeDocumentJson.of(before.document(), DocumentStanding.NONE));
            case Filing.Filed filed ->
                ResponseEntity.created(URI.create(
                                "/v1/trade-documents/" + filed.document().id()))
                        .body(TradeDocumentJson.of(filed.document(), DocumentStanding.NONE));
        };
    }
}
