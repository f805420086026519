package scf.platform.enterpriseapi;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.trade.Countersigning;
import scf.platform.trade.Grade;
import scf.platform.trade.Showing;
import scf.platform.trade.Standings;
import scf.platform.trade.Verification;
import scf.platform.trade.Verifying;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// What makes a document worth more than the word of whoever handed it in: the other party stands to it, a bank may
/// see it, the issuer's register was asked.
@RestController
@RequestMapping("/v1/trade-documents/{id}")
class DocumentStandingsDoor {

    private final Standings standings;

    DocumentStandingsDoor(Standings standings) {
        this.standings = standings;
    }

    /// @param sha256 of the bytes that are meant; left out, those that are kept
    record CountersignatureBody(@Nullable String sha256) {}

    /// @param source which register was asked
    /// @param reference under which its answer is found there
    /// @param checkedOn left out: today
    record VerificationBody(
            Verification.Result result,
            String source,
            String reference,
            @Nullable LocalDate checkedOn) {}

    record ReaderBody(EnterpriseId readerId) {}

    /// What was recorded, and what the document is worth now.
    record VerifiedJson(DocumentId documentId, Grade grade, Verification verification) {}

    @PostMapping("/countersignature")
    ResponseEntity<TradeDocumentJson> countersign(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestBody(required = false) @Nullable CountersignatureBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        String digest =
                body == null || body.sha256() == null ? null : body.sha256().toLowerCase(Locale.ROOT);
        return switch (standings.countersign(caller.party(), caller.user(), id, digest)) {
            case Countersigning.NoSuchDocument _ -> throw Problem.notFound();
            case Countersigning.OwnDocument _ ->
                throw Problem.refused(
                                409,
                                "own_document",
                                "Handed in by yourself",
                                "Who hands a document in stands to it; the other party's word is wanted.")
                        .rule("countersigned_by_the_other", FilingProblems.PAGE);
            case Countersigning.OtherBytes(String kept) ->
                throw Problem.refused(409, "other_bytes", "Other bytes", "The document's bytes are " + kept + ".")
                        .field("/sha256")
                        .rule("countersigned_bytes", FilingProblems.PAGE);
            case Countersigning.SignedBefore(var document, var _) ->
                ResponseEntity.ok(TradeDocumentJson.of(document, standings.of(id)));
            case Countersigning.Signed(var document, var _) ->
                ResponseEntity.status(201).body(TradeDocumentJson.of(document, standings.of(id)));
        };
    }

    /// By the city, or by a bank to which the document was shown.
    @PostMapping("/verification")
    ResponseEntity<VerifiedJson> verify(
            Caller caller, @PathVariable DocumentId id, @RequestBody VerificationBody body) {
        caller.mustBe(PartyKind.CITY, PartyKind.BANK);
        var told = new Standings.Told(
                body.result(),
                BodyFields.text("/source", body.source(), 1, BodyFields.LONGEST),
                BodyFields.text("/reference", body.reference(), 1, BodyFields.LONGEST),
                body.checkedOn());
        return switch (standings.verify(caller.party(), caller.user(), id, told)) {
            case Verifying.NoSuchDocument _ -> throw Problem.notFound();
            case Verifying.CheckedOnNoSuchDay(LocalDate issued, LocalDate today) ->
                throw Problem.refused(
                                422,
                                "checked_on_no_such_day",
                                "No such day",
                                "The document is of %s and today is %s: it was checked between the two."
                                        .formatted(issued, today))
                        .field("/checkedOn")
                        .rule("checked_on", FilingProblems.PAGE);
            case Verifying.RecordedOtherwise(Verification recorded) ->
                throw Problem.refused(
                                409,
                                "recorded_otherwise",
                                "Recorded otherwise",
                                "Under this source and reference %s is recorded; a new answer has a new reference."
                                        .formatted(recorded.result()))
                        .field("/result")
                        .rule("one_answer_per_reference", FilingProblems.PAGE);
            case Verifying.RecordedBefore(Verification verification) -> ResponseEntity.ok(verified(id, verification));
            case Verifying.Recorded(Verification verification) ->
                ResponseEntity.status(201).body(verified(id, verification));
        };
    }

    private VerifiedJson verified(DocumentId id, Verification verification) {
        return new VerifiedJson(id, standings.of(id).grade(), verification);
    }

    /// Lets a bank read the document, and record what it was told of it.
    @PostMapping("/readers")
    ResponseEntity<Void> show(Caller caller, @PathVariable DocumentId id, @RequestBody ReaderBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (standings.show(caller.party(), caller.user(), id, body.readerId())) {
            case Showing.NoSuchDocument _ -> throw Problem.notFound();
            case Showing.NotABank _ ->
                throw Problem.refused(422, "not_a_bank", "Not a bank", "Documents are shown to banks.")
                        .field("/readerId")
                        .rule("readers_are_banks", FilingProblems.PAGE);
            case Showing.Shown _ -> ResponseEntity.noContent().build();
        };
    }
}
