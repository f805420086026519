package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.receivable.Dilution;
import scf.platform.receivable.DilutionPreparing;
import scf.platform.receivable.DilutionRefusal;
import scf.platform.receivable.DilutionSigning;
import scf.platform.receivable.Dilutions;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// `/v1/receivables/{id}/dilution`: debtor and creditor agree that less is owed (减额), by one act that both sign.
@RestController
@RequestMapping("/v1/receivables/{id}")
class DilutionsDoor {

    private static final String PAGE = "docs/api/receivables.md";

    private final Dilutions dilutions;

    DilutionsDoor(Dilutions dilutions) {
        this.dilutions = dilutions;
    }

    /// @param grounds the credit note's number, or what was agreed
    /// @param key the act key that the debtor will sign with, where it has several
    record DilutionBody(
            Money amount, String grounds, @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    /// @param toSign the act, while the caller's consent is still wanted
    record DilutionJson(
            ActHash act,
            Money amount,
            String grounds,
            Dilution.State state,
            Instant preparedAt,
            @Nullable PreparedAct toSign) {

        static DilutionJson of(Dilutions.View view) {
            var dilution = view.dilution();
            return new DilutionJson(
                    dilution.act(),
                    dilution.amount(),
                    dilution.grounds(),
                    dilution.state(),
                    dilution.preparedAt(),
                    view.toSign());
        }
    }

    /// @param told both have signed: the ledger is asked
    record SignedJson(
            ReceivableId receivableId,
            boolean told,
            @Nullable Money diluted) {}

    @PostMapping("/dilution/prepare")
    PreparedAct prepare(Caller caller, @PathVariable ReceivableId id, @RequestBody DilutionBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var wish = new Dilutions.Wish(
                body.amount(),
                BodyFields.text("/grounds", body.grounds(), 1, BodyFields.LONGEST_IN_AN_ACT),
                body.key());
        return switch (dilutions.prepare(caller.party(), caller.user(), id, wish)) {
            case DilutionPreparing.Prepared(var act) -> act;
            case DilutionPreparing.NoKey(var why) -> throw ActsProblems.of(why);
            case DilutionPreparing.Refused(var why) -> throw problem(why);
        };
    }

    @PostMapping("/dilution")
    ResponseEntity<SignedJson> sign(Caller caller, @PathVariable ReceivableId id, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (dilutions.sign(caller.party(), caller.user(), id, body.act())) {
            case DilutionSigning.Signed(var receivable, var told) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/receivables/" + id))
                        .body(new SignedJson(id, told, ReceivableJson.dilutedOf(receivable)));
            case DilutionSigning.NotTheAct(var why) -> throw ActsProblems.of(why);
            case DilutionSigning.Refused(var why) -> throw problem(why);
        };
    }

    /// The creditor finds here what it is asked to sign.
    @GetMapping("/dilutions")
    Page<DilutionJson> list(Caller caller, @PathVariable ReceivableId id, Paging paging) {
        var all = dilutions.of(id, caller.party()).orElseThrow(Problem::notFound);
        var after = paging.after().map(Position::id).orElse("");
        var rows = all.stream()
                .dropWhile(view ->
                        !after.isEmpty() && !view.dilution().act().toString().equals(after))
                .skip(after.isEmpty() ? 0 : 1)
                .limit(paging.limit() + 1L)
                .toList();
        return paging.page(
                        rows,
                        view -> new Position(
                                view.dilution().preparedAt(),
                                view.dilution().act().toString()))
                .map(DilutionJson::of);
    }

    private static Problem problem(DilutionRefusal refusal) {
        return switch (refusal) {
            case DilutionRefusal.NoSuchReceivable _ -> Problem.notFound();
            case DilutionRefusal.NotTheDebtor _ -> ReceivableProblems.notTheDebtor();
            case DilutionRefusal.NotConfirmed not -> ReceivableProblems.answered(not.state());
            case DilutionRefusal.OtherCurrency other ->
                refused(422, "other_currency", "The receivable is in " + other.currency() + ".")
                        .field("/amount/currency")
                        .rule("one_currency", PAGE);
            case DilutionRefusal.NothingDiluted _ ->
                refused(422, "amount_not_positive", "A dilution is above zero.")
                        .field("/amount/amount")
                        .rule("above_zero", PAGE);
            case DilutionRefusal.BindsFinancier binds ->
                refused(
                                422,
                                "dilution_does_not_bind",
                                "Only %s is in no voucher; the rest is given back by whoever holds the vouchers."
                                        .formatted(binds.open()))
                        .field("/amount/amount")
                        .rule(binds.rule().code().code(), binds.rule().source())
                        .with("open", binds.open());
            case DilutionRefusal.AnotherOnItsWay _ ->
                refused(409, "dilution_on_its_way", "Another dilution of this receivable waits for the ledger.");
            case DilutionRefusal.Outdated _ ->
                refused(409, "act_outdated", "The receivable has changed since: prepare the act anew.")
                        .field("/act")
                        .rule("version_of_the_receivable", PAGE);
            case DilutionRefusal.MakerIsChecker _ ->
                refused(422, "maker_is_checker", "The person who had the act prepared does not hand it in as well.")
                        .field("/act")
                        .rule("maker_is_not_checker", PAGE);
        };
    }

    private static Problem refused(int status, String code, String detail) {
        return Problem.refused(status, code, "Not diluted", detail);
    }
}
