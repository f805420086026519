package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.receivable.Answering;
import scf.platform.receivable.Answers;
import scf.platform.receivable.Attaching;
import scf.platform.receivable.ClaimKind;
import scf.platform.receivable.ClaimRequest;
import scf.platform.receivable.Claiming;
import scf.platform.receivable.ConfirmationPreparing;
import scf.platform.receivable.ConfirmationTelling;
import scf.platform.receivable.Confirmations;
import scf.platform.receivable.Reason;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.platform.receivable.RejectionPreparing;
import scf.platform.receivable.RejectionTelling;
import scf.platform.receivable.Rejections;
import scf.platform.receivable.Role;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.DocumentId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// `/v1/receivables`: the creditor claims, the debtor confirms (确权), rejects or disputes, both read.
@RestController
@RequestMapping("/v1/receivables")
class ReceivablesDoor {

    private static final int MOST_DOCUMENTS = 50;
    private static final int LONGEST_IN_AN_ACT = 180;

    private final Receivables receivables;
    private final Confirmations confirmations;
    private final Answers answers;
    private final Rejections rejections;
    private final TradeDocuments documents;

    ReceivablesDoor(
            Receivables receivables,
            Confirmations confirmations,
            Answers answers,
            Rejections rejections,
            TradeDocuments documents) {
        this.receivables = receivables;
        this.confirmations = confirmations;
        this.answers = answers;
        this.rejections = rejections;
        this.documents = documents;
    }

    /// @param claimKind what the claim arises from; left out: `TRADE`. `CONSIGNMENT` and `BILL` are refused
    /// @param documentIds order, receipts, despatches; those that name the invoice's order are found without
    /// @param amount what of the invoice is claimed; left out: all that is unclaimed
    /// @param dueDate left out: the invoice's own
    /// @param termClause the clause of the contract that agrees a longer term than the statute's sixty days
    record ClaimBody(
            DocumentId invoiceId,
            @Nullable ClaimKind claimKind,
            @Nullable List<DocumentId> documentIds,
            String contractNo,
            @Nullable Money amount,
            @Nullable LocalDate dueDate,
            @Nullable String termClause) {}

    record DocumentsBody(List<DocumentId> documentIds) {}

    /// @param amount left out: what the documents support
    /// @param reason why more than that is owed
    /// @param key the act key that will sign, where the debtor has several
    record ProposalBody(
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    /// @param reasonCode a code of the dictionary; left out: `OTHER`
    record ReasonBody(String reason, Reason.@Nullable Code reasonCode) {}

    record WithdrawalBody(String reason) {}

    /// @param key the act key that will sign, where the debtor has several
    record SignedRejectionBody(
            String reason,
            Reason.@Nullable Code reasonCode,
            @Nullable KeyId key) {}

    /// A rejection: in words, or by an act that holds them.
    ///
    /// @param act the signed act; left out, the rejection stands here alone and not on the ledger
    record RejectionBody(
            @Nullable String reason,
            Reason.@Nullable Code reasonCode,
            @Nullable ActJson act) {}

    /// One word of the dictionary of reasons.
    record ReasonJson(Reason.Code code, String english, String chinese) {}

    @GetMapping
    Page<ReceivableJson> list(
            Caller caller,
            Paging paging,
            @RequestParam @Nullable Role role,
            @RequestParam Receivable.@Nullable State state) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = receivables.list(
                caller.party(),
                role,
                state,
                after.created(),
                new ReceivableId(UUID.fromString(after.id())),
                paging.limit() + 1);
        return paging.page(
                        rows,
                        each -> new Position(
                                each.claim().createdAt(), each.claim().id().toString()))
                .map(this::json);
    }

    @GetMapping("/{id}")
    ReceivableJson one(Caller caller, @PathVariable ReceivableId id) {
        return receivables.find(id, caller.party()).map(this::json).orElseThrow(Problem::notFound);
    }

    @PostMapping
    ResponseEntity<ReceivableJson> claim(Caller caller, @RequestBody ClaimBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var evidence = body.documentIds() == null ? List.<DocumentId>of() : atMost(body.documentIds());
        var request = new ClaimRequest(
                body.invoiceId(),
                body.claimKind() == null ? ClaimKind.TRADE : body.claimKind(),
                BodyFields.text("/contractNo", body.contractNo(), 1, BodyFields.LONGEST),
                body.amount(),
                body.dueDate(),
                BodyFields.textOrNone("/termClause", body.termClause(), BodyFields.LONGEST),
                evidence);
        return switch (receivables.claim(caller.party(), caller.user(), request)) {
            case Claiming.Claimed claimed ->
                ResponseEntity.created(place(claimed.receivable().claim().id())).body(json(claimed.receivable()));
            case Claiming.Refused refused -> throw ReceivableProblems.of(refused, request);
        };
    }

    @PostMapping("/{id}/documents")
    ReceivableJson attach(Caller caller, @PathVariable ReceivableId id, @RequestBody DocumentsBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (receivables.attach(caller.party(), id, atMost(body.documentIds()))) {
            case Attaching.Attached attached -> json(attached.receivable());
            case Attaching.Refused refused -> throw ReceivableProblems.of(refused, body.documentIds());
        };
    }

    @PostMapping("/{id}/confirmation/prepare")
    PreparedAct prepareConfirmation(
            Caller caller, @PathVariable ReceivableId id, @RequestBody(required = false) @Nullable ProposalBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var proposal = body == null
                ? new Confirmations.Proposal(null, null, null)
                : new Confirmations.Proposal(
                        body.amount(), BodyFields.textOrNone("/reason", body.reason(), BodyFields.LONGEST), body.key());
        return switch (confirmations.prepare(caller.party(), caller.user(), id, proposal)) {
            case ConfirmationPreparing.Refused(var why) -> throw ReceivableProblems.of(why);
            case ConfirmationPreparing.NoKey(var why) -> throw ActsProblems.of(why);
            case ConfirmationPreparing.Prepared(var act) -> act;
        };
    }

    @PostMapping("/{id}/confirmation")
    ResponseEntity<ReceivableJson> confirm(Caller caller, @PathVariable ReceivableId id, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (confirmations.tell(caller.party(), caller.user(), id, body.act())) {
            case ConfirmationTelling.Refused(var why) -> throw ReceivableProblems.of(why);
            case ConfirmationTelling.RowRefused row -> throw ReceivableProblems.of(row.why());
            case ConfirmationTelling.NotTheAct(var why) -> throw ActsProblems.of(why);
            case ConfirmationTelling.Told told ->
                ResponseEntity.accepted()
                        .location(place(id))
                        .body(json(told.receivables().getFirst()));
        };
    }

    @PostMapping("/{id}/rejection/prepare")
    PreparedAct prepareRejection(Caller caller, @PathVariable ReceivableId id, @RequestBody SignedRejectionBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var reason = reason(BodyFields.text("/reason", body.reason(), 1, LONGEST_IN_AN_ACT), body.reasonCode());
        return switch (rejections.prepare(caller.party(), caller.user(), id, reason, body.key())) {
            case RejectionPreparing.Prepared(var act) -> act;
            case RejectionPreparing.NoKey(var why) -> throw ActsProblems.of(why);
            case RejectionPreparing.Refused(var why) -> throw ReceivableProblems.of(why);
        };
    }

    @PostMapping("/{id}/rejection")
    ResponseEntity<ReceivableJson> reject(
            Caller caller, @PathVariable ReceivableId id, @RequestBody RejectionBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        if (body.act() == null) {
            var words = BodyFields.text("/reason", body.reason() == null ? "" : body.reason(), 1, BodyFields.LONGEST);
            return ResponseEntity.ok(answer(answers.reject(caller.party(), id, reason(words, body.reasonCode()))));
        }
        return switch (rejections.tell(caller.party(), caller.user(), id, body.act())) {
            case RejectionTelling.Told(var receivable) ->
                ResponseEntity.accepted().location(place(id)).body(json(receivable));
            case RejectionTelling.NotTheAct(var why) -> throw ActsProblems.of(why);
            case RejectionTelling.Refused(var why) -> throw ReceivableProblems.of(why);
        };
    }

    private static Reason reason(String words, Reason.@Nullable Code code) {
        return new Reason(code == null ? Reason.Code.OTHER : code, words);
    }

    @PostMapping("/{id}/dispute")
    ReceivableJson dispute(Caller caller, @PathVariable ReceivableId id, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return answer(answers.dispute(
                caller.party(),
                id,
                reason(BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST), body.reasonCode())));
    }

    /// The creditor takes its claim back while nothing of it is confirmed.
    @PostMapping("/{id}/withdrawal")
    ReceivableJson withdraw(Caller caller, @PathVariable ReceivableId id, @RequestBody WithdrawalBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return answer(
                answers.withdraw(caller.party(), id, BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST)));
    }

    /// The dictionary of reasons, in both languages.
    @GetMapping("/reasons")
    List<ReasonJson> reasons(Caller caller) {
        return Arrays.stream(Reason.Code.values())
                .map(code -> new ReasonJson(code, code.english(), code.chinese()))
                .toList();
    }

    private ReceivableJson answer(Answering answering) {
        return switch (answering) {
            case Answering.NoSuchReceivable _ -> throw Problem.notFound();
            case Answering.NotTheDebtor _ -> throw ReceivableProblems.notTheDebtor();
            case Answering.NotTheCreditor _ -> throw ReceivableProblems.notTheCreditor();
            case Answering.NotOpen not -> throw ReceivableProblems.answered(not.state());
            case Answering.Answered answered -> json(answered.receivable());
        };
    }

    private static List<DocumentId> atMost(List<DocumentId> documents) {
        if (documents.size() > MOST_DOCUMENTS) {
            throw Problem.refused(
                            422, "too_many_documents", "Too many documents", "At most " + MOST_DOCUMENTS + " at once.")
                    .field("/documentIds")
                    .rule("too_many_documents", "docs/api/documents.md");
        }
        return documents;
    }

    private static URI place(ReceivableId id) {
        return URI.create("/v1/receivables/" + id);
    }

    private ReceivableJson json(Receivable receivable) {
        var id = receivable.claim().id();
        var evidence = receivables.evidence(id);
        return ReceivableJson.of(
                receivable,
                evidence,
                receivables.findings(id),
                documents.streams(receivable.claim().invoice(), evidence));
    }
}
