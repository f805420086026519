package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
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
import scf.platform.rulebook.Rule;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.voucher.AcceptRefusal;
import scf.platform.voucher.Defaulting;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.IssueRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// `/v1/vouchers`: the debtor issues (开立), the payee accepts (签收), and everyone concerned reads.
@RestController
@RequestMapping("/v1/vouchers")
class VouchersDoor {

    private final Vouchers vouchers;

    VouchersDoor(Vouchers vouchers) {
        this.vouchers = vouchers;
    }

    /// @param acceptBy the last day on which the payee may accept; none: as long as the rule allows
    /// @param key the act key that will sign, where the issuer has several
    record IssueBody(
            ReceivableId receivableId,
            Money amount,
            LocalDate dueDate,
            @Nullable LocalDate acceptBy,
            @Nullable KeyId key) {}

    record ReasonBody(String reason, @Nullable KeyId key) {}

    record DefaultBody(String reason) {}

    /// @param holderId null for a bank that was only asked for money
    record StepJson(
            @Nullable String from,
            String to,
            @Nullable EnterpriseId holderId,
            boolean frozen,
            long ledgerVersion,
            @Nullable String refusal,
            Instant at) {}

    /// @param key the act key that will sign, where the caller has several
    record KeyBody(@Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    @GetMapping
    Page<VoucherJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, ""));
        var rows = vouchers.allReadBy(caller.party(), after.created(), new VoucherNo(after.id()), paging.limit() + 1);
        return paging.page(
                        rows,
                        voucher -> new Position(
                                voucher.terms().issuedAt(), voucher.no().value()))
                .map(voucher -> VoucherJson.of(voucher, caller.party()));
    }

    @GetMapping("/{no}")
    VoucherJson one(Caller caller, @PathVariable VoucherNo no) {
        return vouchers.readBy(caller.party(), no)
                .map(voucher -> VoucherJson.of(voucher, caller.party()))
                .orElseThrow(Problem::notFound);
    }

    /// Every state that the voucher has been in, the first one first.
    @GetMapping("/{no}/history")
    Page<StepJson> history(Caller caller, @PathVariable VoucherNo no, Paging paging) {
        var shown = one(caller, no);
        boolean party = shown.holderId() != null;
        int after = paging.after().map(Position::id).map(Integer::parseInt).orElse(0);
        var steps = vouchers.history(no, after, paging.limit() + 1);
        return paging.page(steps, step -> new Position(step.at(), Integer.toString(step.position())))
                .map(step -> new StepJson(
                        step.from(),
                        step.to(),
                        party ? step.holder() : null,
                        step.frozen(),
                        step.version(),
                        party ? step.refusal() : null,
                        step.at()));
    }

    /// The vouchers in which the value of this one stands: what was passed on, kept, or came back.
    @GetMapping("/{no}/parts")
    Page<VoucherJson> parts(Caller caller, @PathVariable VoucherNo no, Paging paging) {
        var _ = one(caller, no);
        var after = paging.after().map(Position::id).orElse("");
        var parts = vouchers.partsOf(no).stream()
                .filter(part -> part.value().compareTo(after) > 0)
                .flatMap(part -> vouchers.readBy(caller.party(), part).stream())
                .limit(paging.limit() + 1L)
                .toList();
        return paging.page(
                        parts,
                        part -> new Position(part.terms().issuedAt(), part.no().value()))
                .map(part -> VoucherJson.of(part, caller.party()));
    }

    @PostMapping("/{no}/decline/prepare")
    PreparedAct prepareDecline(Caller caller, @PathVariable VoucherNo no, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST_IN_AN_ACT);
        return switch (vouchers.prepareDecline(caller.party(), caller.user(), body.key(), no, reason)) {
            case Drafting.Refused<AcceptRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<AcceptRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<AcceptRefusal>(var act) -> act;
        };
    }

    /// Nobody is made to take a voucher: declining costs nothing, and the money stays owed as it was.
    @PostMapping("/{no}/decline")
    ResponseEntity<VoucherJson> decline(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (vouchers.decline(caller.party(), no, body.act())) {
            case Stepping.Refused<AcceptRefusal, Voucher.Declining>(var why) -> throw problem(why);
            case Stepping.NotTheAct<AcceptRefusal, Voucher.Declining>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<AcceptRefusal, Voucher.Declining>(var voucher) -> accepted(voucher, caller);
        };
    }

    /// Whoever is owed the money of an overdue voucher gives it up as unpaid (违约).
    @PostMapping("/{no}/default")
    VoucherJson declareDefault(Caller caller, @PathVariable VoucherNo no, @RequestBody DefaultBody body) {
        caller.mustBe(PartyKind.ENTERPRISE, PartyKind.BANK);
        return switch (vouchers.declareDefault(
                caller.party(), no, BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST_IN_AN_ACT))) {
            case Defaulting.NoSuchVoucher _ -> throw Problem.notFound();
            case Defaulting.NotOverdue(var state, var reason) -> throw wrongState("voucher_not_overdue", state, reason);
            case Defaulting.Declared(var voucher) -> VoucherJson.of(voucher, caller.party());
        };
    }

    @PostMapping("/prepare")
    PreparedAct prepareIssue(Caller caller, @RequestBody IssueBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var issue = new Vouchers.Issue(body.receivableId(), body.amount(), body.dueDate(), body.acceptBy());
        return switch (vouchers.prepareIssue(caller.party(), caller.user(), body.key(), issue)) {
            case Drafting.Refused<IssueRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<IssueRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<IssueRefusal>(var act) -> act;
        };
    }

    @PostMapping
    ResponseEntity<VoucherJson> issue(Caller caller, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (vouchers.issue(caller.party(), body.act())) {
            case Stepping.Refused<IssueRefusal, Voucher.Issuing>(var why) -> throw problem(why);
            case Stepping.NotTheAct<IssueRefusal, Voucher.Issuing>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<IssueRefusal, Voucher.Issuing>(var voucher) -> accepted(voucher, caller);
        };
    }

    @PostMapping("/{no}/acceptance/prepare")
    PreparedAct prepareAcceptance(
            Caller caller, @PathVariable VoucherNo no, @RequestBody(required = false) @Nullable KeyBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var key = body == null ? null : body.key();
        return switch (vouchers.prepareAcceptance(caller.party(), caller.user(), key, no)) {
            case Drafting.Refused<AcceptRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<AcceptRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<AcceptRefusal>(var act) -> act;
        };
    }

    @PostMapping("/{no}/acceptance")
    ResponseEntity<VoucherJson> accept(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (vouchers.accept(caller.party(), no, body.act())) {
            case Stepping.Refused<AcceptRefusal, Voucher.Accepting>(var why) -> throw problem(why);
            case Stepping.NotTheAct<AcceptRefusal, Voucher.Accepting>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<AcceptRefusal, Voucher.Accepting>(var voucher) -> accepted(voucher, caller);
        };
    }

    /// The ledger has not answered yet: the place to ask is the voucher itself.
    private static ResponseEntity<VoucherJson> accepted(Voucher voucher, Caller caller) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/vouchers/" + voucher.no()))
                .body(VoucherJson.of(voucher, caller.party()));
    }

    private static Problem problem(IssueRefusal refusal) {
        return switch (refusal) {
            case IssueRefusal.NoSuchReceivable _ -> Problem.notFound();
            case IssueRefusal.NotConfirmed _ ->
                Problem.refused(
                        409,
                        "receivable_not_confirmed",
                        "Receivable not confirmed",
                        "A voucher is issued on what the ledger holds as confirmed; this receivable is not.");
            case IssueRefusal.OtherCurrency other ->
                Problem.refused(
                                422,
                                "other_currency",
                                "Other currency",
                                "The receivable is in " + other.currency() + ".")
                        .field("/amount/currency");
            case IssueRefusal.AboveOpen above ->
                Problem.refused(
                                422,
                                "amount_above_confirmed",
                                "More than is confirmed",
                                "The amount must be positive, and %s is confirmed and not yet in vouchers."
                                        .formatted(above.open()))
                        .field("/amount/amount")
                        .with("open", above.open());
            case IssueRefusal.DueTooEarly early ->
                Problem.refused(
                                422,
                                "due_date_too_early",
                                "Due too early",
                                "A voucher is due on a day after the business date %s.".formatted(early.today()))
                        .field("/dueDate");
            case IssueRefusal.TenorExceeded tenor ->
                Problem.refused(
                                422,
                                "tenor_exceeded",
                                "Tenor too long",
                                "A voucher issued today is due on %s at the latest.".formatted(tenor.last()))
                        .field("/dueDate")
                        .rule(tenor.rule().code().code(), tenor.rule().source());
            case IssueRefusal.DueAfterReceivable late ->
                Problem.refused(
                                422,
                                "due_after_receivable",
                                "Due after the receivable",
                                "The receivable is due on %s; a voucher must not stretch that term."
                                        .formatted(late.receivableDue()))
                        .field("/dueDate")
                        .rule(late.rule().code().code(), late.rule().source());
            case IssueRefusal.AcceptByOutOfBounds bounds ->
                acceptByOutOfBounds(bounds.first(), bounds.last(), bounds.rule());
            case IssueRefusal.IssuerNotListed unlisted ->
                Problem.refused(
                                422,
                                "chain_master_not_listed",
                                "Not on the whitelist",
                                unlisted.standing().sentence())
                        .field("/receivableId")
                        .rule(unlisted.rule().code().code(), unlisted.rule().source());
            case IssueRefusal.IssuerStopped stopped ->
                Problem.refused(
                                422,
                                "issuer_stopped",
                                "Issuer stopped",
                                "Voucher %s was not paid on its day; nothing new is issued until it is."
                                        .formatted(stopped.unpaid()))
                        .field("/receivableId")
                        .rule(stopped.rule().code().code(), stopped.rule().source());
            case IssueRefusal.IssuerOverdue named ->
                Problem.refused(
                                422,
                                "issuer_stopped",
                                "Issuer stopped",
                                "%s names the issuer as of %s (%s since %s); nothing new is issued while it does."
                                        .formatted(
                                                named.overdue().source(),
                                                named.overdue().asOf(),
                                                named.overdue().cause(),
                                                named.overdue().since()))
                        .field("/receivableId")
                        .rule(named.rule().code().code(), named.rule().source());
            case IssueRefusal.QuotaBinds binds ->
                Problem.refused(
                                422,
                                "LIMIT_ISSUING_QUOTA",
                                "Issuing quota exhausted",
                                "The issuing quota has %s left, %s too little."
                                        .formatted(binds.available(), binds.shortBy()))
                        .field("/amount/amount")
                        .with("available", binds.available())
                        .with("shortBy", binds.shortBy());
            case IssueRefusal.Outdated outdated ->
                Problem.refused(
                                409,
                                "act_outdated",
                                "Prepared on another day",
                                "The business date is %s by now: prepare the act anew.".formatted(outdated.today()))
                        .field("/act");
        };
    }

    private static Problem problem(AcceptRefusal refusal) {
        return switch (refusal) {
            case AcceptRefusal.NoSuchVoucher _ -> Problem.notFound();
            case AcceptRefusal.AcceptanceOver(var lastDay) ->
                Problem.refused(
                        409,
                        "acceptance_over",
                        "Too late to accept",
                        "The last day to accept or decline this voucher was %s.".formatted(lastDay));
            case AcceptRefusal.NotPending pending ->
                Problem.refused(
                                409,
                                "voucher_not_pending",
                                "Not waiting for acceptance",
                                "The voucher is %s.".formatted(pending.state()))
                        .with("state", pending.state());
            case AcceptRefusal.Frozen _ -> frozen();
        };
    }

    // Said at several doors

    static Problem wrongState(String code, String state, String reason) {
        return Problem.refused(409, code, "Not in this state", "The voucher is %s: %s.".formatted(state, reason))
                .with("state", state)
                .with("reason", reason);
    }

    static Problem frozen() {
        return Problem.refused(
                409,
                "voucher_frozen",
                "Voucher frozen",
                "An authority's order holds the voucher: nothing but payment happens to it.");
    }

    static Problem acceptByOutOfBounds(LocalDate first, LocalDate last, Rule rule) {
        return Problem.refused(
                        422,
                        "accept_by_out_of_bounds",
                        "Last day to accept",
                        "The last day to accept lies between %s and %s.".formatted(first, last))
                .field("/acceptBy")
                .rule(rule.code().code(), rule.source());
    }
}
