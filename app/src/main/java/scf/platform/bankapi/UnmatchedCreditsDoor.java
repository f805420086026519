package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.bankapi.BankReceiptsDoor.ReceiptJson;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.settlement.Assigning;
import scf.platform.settlement.UnmatchedCredits;
import scf.platform.settlement.Waiting;
import scf.platform.settlement.Working;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.KeyId;

/// `/v1/unmatched-credits`: what waits for a person of the bank (未匹配入账); and under the receipt, what the person
/// decides: `…/assignment`, `…/return`, `…/rejection`, `…/reopening`.
@RestController
@RequestMapping("/v1")
class UnmatchedCreditsDoor {

    private static final String ENTRY = "/bank-receipts/{id}/entries/{no}";

    private final UnmatchedCredits credits;

    UnmatchedCreditsDoor(UnmatchedCredits credits) {
        this.credits = credits;
    }

    record WaitingJson(BankReceiptId bankReceiptId, String messageId, Instant receivedAt, CreditJson entry) {

        static WaitingJson of(Waiting waiting) {
            return new WaitingJson(
                    waiting.receipt(), waiting.messageId(), waiting.receivedAt(), CreditJson.of(waiting.entry()));
        }
    }

    @GetMapping("/unmatched-credits")
    Page<WaitingJson> queue(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0) + "/0"));
        int slash = after.id().indexOf('/');
        var rows = credits.queue(
                caller.party(),
                after.created(),
                new BankReceiptId(UUID.fromString(after.id().substring(0, slash))),
                Integer.parseInt(after.id().substring(slash + 1)),
                paging.limit() + 1);
        return paging.page(
                        rows,
                        row -> new Position(
                                row.receivedAt(),
                                row.receipt() + "/" + row.entry().credit().no()))
                .map(WaitingJson::of);
    }

    // To an instruction

    /// @param key the act key that will sign, where the bank has several
    record PrepareBody(
            InstructionId instructionId, @Nullable KeyId key) {}

    /// @param act for a credit that completes what is to be paid; none for a part
    record AssignmentBody(
            InstructionId instructionId, @Nullable ActJson act) {}

    @PostMapping(ENTRY + "/assignment/prepare")
    PreparedAct prepareAssignment(
            Caller caller, @PathVariable BankReceiptId id, @PathVariable int no, @RequestBody PrepareBody body) {
        caller.mustBe(PartyKind.BANK);
        var assigning =
                credits.prepareAssignment(caller.party(), caller.user(), body.key(), id, no, body.instructionId());
        if (assigning instanceof Assigning.Prepared(var act)) {
            return act;
        }
        throw problem(assigning);
    }

    @PostMapping(ENTRY + "/assignment")
    ResponseEntity<ReceiptJson> assign(
            Caller caller, @PathVariable BankReceiptId id, @PathVariable int no, @RequestBody AssignmentBody body) {
        caller.mustBe(PartyKind.BANK);
        var assigning = credits.assign(caller.party(), caller.user(), id, no, body.instructionId(), body.act());
        if (assigning instanceof Assigning.Assigned(var receipt)) {
            var answer = receipt.state().equals("SETTLING")
                    ? ResponseEntity.accepted().location(URI.create("/v1/bank-receipts/" + id))
                    : ResponseEntity.ok();
            return answer.body(ReceiptJson.of(receipt));
        }
        throw problem(assigning);
    }

    private static Problem problem(Assigning refusal) {
        return switch (refusal) {
            case Assigning.NoSuchCredit _, Assigning.NoSuchInstruction _ -> Problem.notFound();
            case Assigning.NotWaiting(var state, var reason) -> notPossible(state, reason);
            case Assigning.NotDue(var state, var reason) ->
                Problem.refused(409, reason, "Not to be paid", "The instruction is %s.".formatted(state))
                        .field("/instructionId")
                        .with("state", state);
            case Assigning.OtherAmount(var missing) ->
                Problem.refused(
                                422,
                                "other_amount",
                                "Another amount",
                                "%s is missing: no person makes another amount fit.".formatted(missing))
                        .field("/instructionId")
                        .with("missing", missing);
            case Assigning.PartIsNotSigned(var missing) ->
                Problem.refused(
                                422,
                                "part_is_not_signed",
                                "A part settles nothing",
                                "%s is missing: assign the credit without an act.".formatted(missing))
                        .field("/act")
                        .with("missing", missing);
            case Assigning.ActMissing _ ->
                Problem.refused(
                                422,
                                "act_missing",
                                "Not signed",
                                "The credit completes what is to be paid: the bank signs that the voucher is settled.")
                        .field("/act");
            case Assigning.MakerIsChecker _ -> makerIsChecker("Who has prepared the act does not send it");
            case Assigning.Refused(var why) -> BankReceiptsDoor.problem(why);
            case Assigning.NoKey(var why) -> ActsProblems.of(why);
            case Assigning.NotTheAct(var why) -> ActsProblems.of(why);
            case Assigning.Prepared _, Assigning.Assigned _ ->
                throw new IllegalStateException("no refusal: " + refusal);
        };
    }

    // Back, or aside

    /// @param reason for whoever asks later
    record ReasonBody(String reason) {}

    @PostMapping(ENTRY + "/return")
    ReceiptJson proposeReturn(
            Caller caller, @PathVariable BankReceiptId id, @PathVariable int no, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return answer(credits.proposeReturn(caller.party(), caller.user(), id, no, reason));
    }

    @PostMapping(ENTRY + "/return/confirmation")
    ReceiptJson confirmReturn(Caller caller, @PathVariable BankReceiptId id, @PathVariable int no) {
        caller.mustBe(PartyKind.BANK);
        return answer(credits.confirmReturn(caller.party(), caller.user(), id, no));
    }

    @PostMapping(ENTRY + "/return/refusal")
    ReceiptJson refuseReturn(Caller caller, @PathVariable BankReceiptId id, @PathVariable int no) {
        caller.mustBe(PartyKind.BANK);
        return answer(credits.refuseReturn(caller.party(), id, no));
    }

    @PostMapping(ENTRY + "/rejection")
    ReceiptJson setAside(
            Caller caller, @PathVariable BankReceiptId id, @PathVariable int no, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return answer(credits.setAside(caller.party(), caller.user(), id, no, reason));
    }

    @PostMapping(ENTRY + "/reopening")
    ReceiptJson takeBack(
            Caller caller, @PathVariable BankReceiptId id, @PathVariable int no, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return answer(credits.takeBack(caller.party(), id, no, reason));
    }

    private static ReceiptJson answer(Working working) {
        return switch (working) {
            case Working.Done(var receipt) -> ReceiptJson.of(receipt);
            case Working.NoSuchCredit _ -> throw Problem.notFound();
            case Working.NotPossible(var state, var reason) -> throw notPossible(state, reason);
            case Working.MakerIsChecker _ -> throw makerIsChecker("Who has proposed a return does not confirm it");
        };
    }

    private static Problem notPossible(String state, String reason) {
        return Problem.refused(409, reason, "Not in this state", "The credit is %s.".formatted(state))
                .with("state", state);
    }

    private static Problem makerIsChecker(String sentence) {
        return Problem.refused(
                422, "maker_is_checker", "One person alone", sentence + ": another person of the bank does.");
    }
}
