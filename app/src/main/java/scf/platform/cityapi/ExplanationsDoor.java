package scf.platform.cityapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.FinancingRequests;
import scf.platform.loan.Loans;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.trade.TradeDocuments;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// `/v1/explanations/{subject}`: which rules ran on it, with which figures, under which version, when.
///
/// The subject is an id as it stands anywhere else: of an invoice, a receivable, a voucher, a financing request, a
/// loan, an enterprise. Whoever may read the thing may read what was judged of it, and so may the city.
@RestController
@RequestMapping("/v1/explanations")
class ExplanationsDoor {

    private final Verdicts verdicts;
    private final TradeDocuments documents;
    private final Receivables receivables;
    private final Vouchers vouchers;
    private final FinancingRequests requests;
    private final Loans loans;

    ExplanationsDoor(
            Verdicts verdicts,
            TradeDocuments documents,
            Receivables receivables,
            Vouchers vouchers,
            FinancingRequests requests,
            Loans loans) {
        this.verdicts = verdicts;
        this.documents = documents;
        this.receivables = receivables;
        this.vouchers = vouchers;
        this.requests = requests;
        this.loans = loans;
    }

    /// @param words all of it in one sentence, the Chinese term beside the English
    record VerdictJson(
            UUID id,
            Subject.Kind subjectKind,
            String subject,
            String rule,
            int version,
            String title,
            String titleZh,
            String source,
            Effect effect,
            LocalDate inForceFrom,
            Outcome outcome,
            List<Figures.Figure> figures,
            LocalDate judgedOn,
            Instant judgedAt,
            String words) {

        static VerdictJson of(Verdict verdict) {
            var rule = verdict.rule();
            return new VerdictJson(
                    verdict.id(),
                    verdict.subject().kind(),
                    verdict.subject().id(),
                    rule.code().code(),
                    rule.version(),
                    rule.title(),
                    rule.titleZh(),
                    rule.source(),
                    rule.effect(),
                    rule.inForceFrom(),
                    verdict.outcome(),
                    verdict.figures().all(),
                    verdict.judgedOn(),
                    verdict.judgedAt(),
                    verdict.inWords());
        }
    }

    @GetMapping("/{subject}")
    Page<VerdictJson> explain(Caller caller, @PathVariable String subject, Paging paging) {
        boolean isCity = caller.kind() == PartyKind.CITY;
        var known = verdicts.subject(subject)
                .filter(found -> isCity || mayRead(caller.party(), found))
                .orElseThrow(Problem::notFound);
        long after = paging.after().map(row -> Long.valueOf(row.id())).orElse(0L);
        var rows = verdicts.on(known, isCity ? null : caller.party(), after, paging.limit() + 1);
        return paging.page(rows, row -> new Position(row.judgedAt(), Long.toString(row.seq())))
                .map(VerdictJson::of);
    }

    private boolean mayRead(EnterpriseId party, Subject subject) {
        return switch (subject.kind()) {
            case ENTERPRISE -> subject.id().equals(party.toString());
            case DOCUMENT ->
                documents
                        .find(new DocumentId(UUID.fromString(subject.id())), party)
                        .isPresent();
            case RECEIVABLE ->
                receivables
                        .find(new ReceivableId(UUID.fromString(subject.id())), party)
                        .isPresent();
            case VOUCHER -> vouchers.readBy(party, new VoucherNo(subject.id())).isPresent();
            case FINANCING_REQUEST ->
                requests.find(party, new FinancingRequestId(UUID.fromString(subject.id())))
                        .isPresent();
            case LOAN ->
                loans.find(party, new LoanId(UUID.fromString(subject.id()))).isPresent();
        };
    }
}
