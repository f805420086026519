package scf.platform.enterpriseapi;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.financing.FinancingRequests;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.trade.Standings;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.DocumentId;
import scf.schema.ids.FinancingRequestId;

/// `/v1/financing-requests/{id}/evidence`: what stands behind a request, for its holder and for the banks that it
/// asked. The bank decides, so it sees what it decides on: voucher, receivable, and the documents of the trade.
@RestController
@RequestMapping("/v1/financing-requests/{id}/evidence")
class EvidenceDoor {

    private final FinancingRequests requests;
    private final Vouchers vouchers;
    private final Receivables receivables;
    private final TradeDocuments documents;
    private final Standings standings;

    EvidenceDoor(
            FinancingRequests requests,
            Vouchers vouchers,
            Receivables receivables,
            TradeDocuments documents,
            Standings standings) {
        this.requests = requests;
        this.vouchers = vouchers;
        this.receivables = receivables;
        this.documents = documents;
        this.standings = standings;
    }

    /// @param documents the invoice first, then what it was matched with
    record EvidenceJson(VoucherJson voucher, ReceivableJson receivable, List<TradeDocumentJson> documents) {}

    @GetMapping
    EvidenceJson evidence(Caller caller, @PathVariable FinancingRequestId id) {
        var request = requests.find(caller.party(), id).orElseThrow(Problem::notFound);
        var voucher = vouchers.find(request.request().asked().voucher()).orElseThrow();
        var receivable = receivables.find(voucher.terms().receivable()).orElseThrow();
        var claim = receivable.claim();
        var evidence = receivables.evidence(claim.id());
        return new EvidenceJson(
                VoucherJson.of(voucher, caller.party()),
                ReceivableJson.of(
                        receivable,
                        evidence,
                        receivables.findings(claim.id()),
                        documents.streams(claim.invoice(), evidence)),
                behind(receivable)
                        .map(document -> TradeDocumentJson.of(document, standings.of(document.id())))
                        .toList());
    }

    /// The very bytes that were handed in.
    @GetMapping("/{documentId}/original")
    ResponseEntity<byte[]> original(
            Caller caller, @PathVariable FinancingRequestId id, @PathVariable DocumentId documentId) {
        var request = requests.find(caller.party(), id).orElseThrow(Problem::notFound);
        var voucher = vouchers.find(request.request().asked().voucher()).orElseThrow();
        var receivable = receivables.find(voucher.terms().receivable()).orElseThrow();
        var document = behind(receivable)
                .filter(each -> each.id().equals(documentId))
                .findFirst()
                .orElseThrow(Problem::notFound);
        FilingProblems.refuseFileOfSeveral(document, caller.party());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.original(documentId));
    }

    private Stream<TradeDocument> behind(Receivable receivable) {
        var claim = receivable.claim();
        return Stream.concat(
                        Stream.of(claim.invoice()),
                        receivables.evidence(claim.id()).stream().filter(document -> !document.equals(claim.invoice())))
                .flatMap(document -> documents.find(document).stream());
    }
}
