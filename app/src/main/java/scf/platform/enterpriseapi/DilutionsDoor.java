package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import scf.platform.voucher.Conceding;
import scf.platform.voucher.ConcessionRefusal;
import scf.platform.voucher.Concessions;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// `/v1/receivables/{id}/dilution`: debtor and creditor agree that less is owed (减额), by one act that both
/// sign; so does whoever holds a voucher that gives way to it.
@RestController
@RequestMapping("/v1/receivables/{id}")
class DilutionsDoor {

    private static final String PAGE = "docs/api/receivables.md";

    private static final int MOST_VOUCHERS = 50;

    private final Dilutions dilutions;
    private final Concessions concessions;

    DilutionsDoor(Dilutions dilutions, Concessions concessions) {
        this.dilutions = dilutions;
        this.concessions = concessions;
    }

    /// @param grounds the credit note's number, or what was agreed
    /// @param vouchers those that give way; none where only what is in no voucher becomes less
    /// @param key the act key that the debtor will sign with, where it has several
    record DilutionBody(
            Money amount,
            String grounds,
            @Nullable List<VoucherNo> vouchers,
            @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    /// @param toSign the act, while the caller's consent is still wanted
    record DilutionJson(
            ActHash act,
            Money amount,
            String grounds,
            List<VoucherNo> vouchers,
            Dilution.State state,
            Instant preparedAt,
            @Nullable PreparedAct toSign) {

        static DilutionJson of(Dilutions.View view) {
            var dilution = view.dilution();
            return new DilutionJson(
                    dilution.act(),
                    dilution.amount(),
                    dilution.grounds(),
                    dilution.givingWay().vouchers(),
                    dilution.state(),
                    dilution.preparedAt(),
                    view.toSign());
        }
    }

    /// @param told all have signed: the ledger is asked
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
        var vouchers = Optional.ofNullable(body.vouchers()).orElse(List.of());
        if (vouchers.size() > MOST_VOUCHERS) {
            throw refused(422, "too_many_vouchers", "At most %d vouchers give way at once.".formatted(MOST_VOUCHERS))
                    .field("/vouchers")
                    .rule("at_most_50", PAGE);
        }
        return switch (concessions.prepare(caller.party(), caller.user(), id, wish, vouchers)) {
            case Conceding.Refused(var why) -> throw problem(why, vouchers);
            case Conceding.Judged(DilutionPreparing.Prepared(var act)) -> act;
            case Conceding.Judged(DilutionPreparing.NoKey(var why)) -> throw ActsProblems.of(why);
            case Conceding.Judged(DilutionPreparing.Refused(var why)) -> throw problem(why);
        };
    }

    @PostMapping("/dilution")
    ResponseEntity<SignedJson> sign(Caller caller, @PathVariable ReceivableId id, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (concessions.sign(caller.party(), caller.user(), id, body.act())) {
            case Conceding.Refused(var why) -> throw problem(why, List.of());
            case Conceding.Judged(DilutionSigning.Signed(var receivable, var told)) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/receivables/" + id))
                        .body(new SignedJson(id, told, ReceivableJson.dilutedOf(receivable)));
            case Conceding.Judged(DilutionSigning.NotTheAct(var why)) -> throw ActsProblems.of(why);
            case Conceding.Judged(DilutionSigning.Refused(var why)) -> throw problem(why);
        };
    }

    /// The creditor, and whoever holds a voucher that gives way, finds here what it is asked to sign.
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
                                "Only %s is in no voucher; for the rest name vouchers that give way, and their holders sign."
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

    /// @param named as the debtor has named them; nothing when the act is signed, and names them itself
    private static Problem problem(ConcessionRefusal refusal, List<VoucherNo> named) {
        return switch (refusal) {
            case ConcessionRefusal.NoSuchVoucher(var no) ->
                voucherRefused(
                                422,
                                "no_such_voucher",
                                "No voucher %s stands on this receivable, or it was named before.",
                                no)
                        .field(place(no, named))
                        .rule("voucher_of_the_receivable", PAGE);
            case ConcessionRefusal.Financed(var no, var rule) ->
                voucherRefused(
                                422,
                                "dilution_does_not_bind",
                                "A bank has financed voucher %s: it does not give way.",
                                no)
                        .field(place(no, named))
                        .rule(rule.code().code(), rule.source());
            case ConcessionRefusal.NotActive(var no, var state, var reason) ->
                voucherRefused(409, "voucher_not_active", "Voucher %s is not in its holder's free hand.", no)
                        .field(place(no, named))
                        .rule(reason, "docs/states.md")
                        .with("state", state)
                        .with("reason", reason);
            case ConcessionRefusal.Frozen(var no) ->
                voucherRefused(409, "voucher_frozen", "An authority's order holds voucher %s.", no)
                        .field(place(no, named))
                        .rule("frozen", PAGE);
            case ConcessionRefusal.Matured(var no, var dueDate) ->
                voucherRefused(409, "voucher_matured", "Voucher %s is due: it is paid or unpaid, and not undone.", no)
                        .field(place(no, named))
                        .rule("before_its_due_date", PAGE)
                        .with("dueDate", dueDate);
        };
    }

    private static String place(VoucherNo no, List<VoucherNo> named) {
        return named.isEmpty() ? "/act" : "/vouchers/" + named.lastIndexOf(no);
    }

    private static Problem voucherRefused(int status, String code, String words, VoucherNo no) {
        return refused(status, code, words.formatted(no.value())).with("voucherNo", no);
    }

    private static Problem refused(int status, String code, String detail) {
        return Problem.refused(status, code, "Not diluted", detail);
    }
}
