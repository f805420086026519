package scf.platform.bankapi;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.Availability;
import scf.platform.creditline.Batching;
import scf.platform.creditline.Changing;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.Granting;
import scf.platform.creditline.Grants;
import scf.platform.creditline.Line;
import scf.platform.creditline.NodeChange;
import scf.platform.creditline.Preferences;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.whitelist.Standing;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// `/v1/credit-lines`: a bank grants a chain its line, sub-limits under it, and changes or freezes each of them.
@RestController
@RequestMapping("/v1/credit-lines")
class CreditLinesDoor {

    private static final String SCALE = "榕政办规〔2024〕4号 六.1";
    private static final int MOST_ROWS = 2000;
    private static final int MOST_APPROVAL_DAYS = 365;
    private static final Pattern BATCH_NO = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Grants grants;
    private final CreditLines lines;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;

    CreditLinesDoor(Grants grants, CreditLines lines, Rulebook rulebook, BusinessDates businessDates) {
        this.grants = grants;
        this.lines = lines;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
    }

    /// @param limit of the whole chain
    /// @param revolving whether what is repaid can be drawn again
    /// @param effectiveTo the last day, included
    /// @param preferences what the bank promises beside the limit (规模、利率、审批倾斜)
    record LineBody(
            ChainId chainId,
            Money limit,
            boolean revolving,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @Nullable PromiseBody preferences) {

        Preferences.Promise promise() {
            if (preferences == null) {
                return Preferences.Promise.NONE;
            }
            var days = preferences.approvalDays();
            if (days != null && (days < 1 || days > MOST_APPROVAL_DAYS)) {
                throw Problem.refused(
                                422, "approval_days", "Approval time", "A bank answers within 1 to 365 working days.")
                        .field("/preferences/approvalDays");
            }
            return new Preferences.Promise(preferences.scale(), preferences.rateCap(), days);
        }
    }

    /// @param scale how much the bank means to lend to the chain at least
    /// @param rateCap what an offer costs a year at most, in percent: `4.3500`
    /// @param approvalDays in how many working days the bank answers
    record PromiseBody(
            @Nullable Money scale,
            @Nullable Rate rateCap,
            @Nullable Integer approvalDays) {}

    record ChangeBody(
            @Nullable Money limit,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable Boolean removed) {}

    record FreezeBody(String reason) {}

    @PostMapping
    ResponseEntity<LineJson> grant(Caller caller, @RequestBody LineBody body) {
        caller.mustBe(PartyKind.BANK);
        var granting = grants.grant(
                caller.party(),
                body.chainId(),
                body.limit(),
                body.revolving(),
                body.effectiveFrom(),
                body.effectiveTo(),
                body.promise(),
                caller.user());
        return switch (granting) {
            case Granting.Granted(var line) ->
                ResponseEntity.created(URI.create("/v1/credit-lines/" + line.id()))
                        .body(json(line));
            case Granting.NoSuchChain _ ->
                throw Problem.refused(422, "no_such_chain", "No such chain", "No registered chain has this id.")
                        .field("/chainId");
            case Granting.NotListed(var standing) -> throw notListed(standing);
            case Granting.PeriodUpsideDown _ -> throw periodUpsideDown();
            case Granting.ScaleInOtherCurrency _ ->
                throw Problem.refused(
                                422,
                                "currency_differs",
                                "Currency differs",
                                "The scale is in the currency of the limit.")
                        .field("/preferences/scale/currency");
            case Granting.ScaleAboveLimit(var limit) ->
                throw Problem.refused(
                                422,
                                "scale_above_limit",
                                "More promised than granted",
                                "A bank that promises a scale grants as much; the limit is %s.".formatted(limit))
                        .field("/preferences/scale/amount")
                        .rule("a promised scale is granted", SCALE);
            case Granting.GrantedBefore(var line) ->
                throw Problem.refused(
                                409,
                                "granted_before",
                                "Granted before",
                                "You have one line to this chain in this currency; change its limits instead.")
                        .field("/chainId")
                        .with("lineId", line.id().toString());
        };
    }

    /// Many limits by one decision; rows are answered one by one, and the same batch again is answered the same.
    @PostMapping("/{id}/sub-limits")
    BatchJson.Answer grant(Caller caller, @PathVariable CreditLineId id, @RequestBody BatchJson body) {
        caller.mustBe(PartyKind.BANK);
        BodyFields.code("/batchNo", body.batchNo(), BATCH_NO, "1 to 64 letters, digits, dots, underscores or hyphens");
        if (body.rows().isEmpty() || body.rows().size() > MOST_ROWS) {
            throw Problem.refused(422, "rows", "Rows", "A batch has 1 to " + MOST_ROWS + " rows.")
                    .field("/rows");
        }
        var batching = grants.grant(caller.party(), id, body.batchNo(), body.contentHash(), body.read(), caller.user());
        return switch (batching) {
            case Batching.Answered answered -> BatchJson.Answer.of(body.batchNo(), answered);
            case Batching.NoSuchLine _ -> throw Problem.notFound();
            case Batching.NumberUsedForOther _ ->
                throw Problem.refused(
                                422,
                                "batch_number_used",
                                "Batch number used",
                                "This number was used on this line for a batch with other content.")
                        .field("/batchNo");
            case Batching.NotListed(var standing) -> throw notListed(standing);
        };
    }

    @PatchMapping("/{id}/nodes/{node}")
    LineJson change(
            Caller caller, @PathVariable CreditLineId id, @PathVariable NodeId node, @RequestBody ChangeBody body) {
        caller.mustBe(PartyKind.BANK);
        var change = new NodeChange(body.limit(), body.effectiveFrom(), body.effectiveTo(), body.removed());
        return changed(grants.change(caller.party(), id, node, change));
    }

    @PostMapping("/{id}/freeze")
    LineJson freeze(Caller caller, @PathVariable CreditLineId id, @RequestBody FreezeBody body) {
        caller.mustBe(PartyKind.BANK);
        return freeze(caller, id, own(caller, id).root().id(), body);
    }

    @PostMapping("/{id}/unfreeze")
    LineJson unfreeze(Caller caller, @PathVariable CreditLineId id) {
        caller.mustBe(PartyKind.BANK);
        return unfreeze(caller, id, own(caller, id).root().id());
    }

    @PostMapping("/{id}/nodes/{node}/freeze")
    LineJson freeze(
            Caller caller, @PathVariable CreditLineId id, @PathVariable NodeId node, @RequestBody FreezeBody body) {
        caller.mustBe(PartyKind.BANK);
        String reason = BodyFields.text("/reason", body.reason(), 1, 1000);
        return changed(grants.freeze(caller.party(), id, node, reason));
    }

    @PostMapping("/{id}/nodes/{node}/unfreeze")
    LineJson unfreeze(Caller caller, @PathVariable CreditLineId id, @PathVariable NodeId node) {
        caller.mustBe(PartyKind.BANK);
        return changed(grants.unfreeze(caller.party(), id, node));
    }

    private LineJson changed(Changing changing) {
        return switch (changing) {
            case Changing.Changed(var line) -> json(line);
            // To freeze what is frozen is to find it as it was wanted.
            case Changing.NothingToChange(var line) -> json(line);
            case Changing.NoSuchNode _ -> throw Problem.notFound();
            case Changing.CurrencyDiffers(var ofLine) ->
                throw Problem.refused(422, "currency_differs", "Currency differs", "The line is in " + ofLine + ".")
                        .field("/limit/currency");
            case Changing.PeriodUpsideDown _ -> throw periodUpsideDown();
            case Changing.NotListed(var standing) -> throw notListed(standing);
            case Changing.BelowPromise(var promised) ->
                throw Problem.refused(
                                422,
                                "limit_below_scale",
                                "Less than promised",
                                "You have promised %s under version %d of the listing; the line may be frozen, not cut below it."
                                        .formatted(promised.scale(), promised.version()))
                        .field("/limit/amount")
                        .rule("a promised scale is granted", SCALE)
                        .with("listingVersion", promised.version());
        };
    }

    private static Problem periodUpsideDown() {
        return Problem.refused(
                        422, "period_upside_down", "Period upside down", "A limit does not end before it begins.")
                .field("/effectiveTo");
    }

    private Problem notListed(Standing.NotListed standing) {
        var problem = Problem.refused(422, "chain_master_not_listed", "Not on the whitelist", standing.sentence())
                .with("listVersion", standing.listVersion());
        return rulebook.at(businessDates.today(), RuleCode.W_02)
                .map(rule -> problem.rule(rule.code().code(), rule.source()))
                .orElse(problem);
    }

    @GetMapping
    Page<LineJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        var after = paging.after()
                .map(row -> new CreditLineId(UUID.fromString(row.id())))
                .orElse(null);
        return paging.page(
                        grants.of(caller.party(), after, paging.limit() + 1),
                        row -> new Position(row.grantedAt(), row.id().toString()))
                .map(this::json);
    }

    /// The whole tree with its live figures.
    @GetMapping("/{id}")
    LineJson one(Caller caller, @PathVariable CreditLineId id) {
        return json(own(caller, id));
    }

    /// What could be reserved today, and which node binds; nothing is held by asking.
    @GetMapping("/{id}/availability")
    AvailabilityJson availability(
            Caller caller,
            @PathVariable CreditLineId id,
            @RequestParam EnterpriseId supplier,
            @RequestParam String product) {
        var line = own(caller, id);
        return switch (lines.availability(line, supplier, product("?product", product))) {
            case Availability.Available available -> AvailabilityJson.of(available, businessDates.today());
            case Availability.NoLimit(var level) ->
                throw Problem.refused(
                                422,
                                "no_limit",
                                "No limit",
                                "You have granted this supplier and product no limit at the level " + level + ".")
                        .with("level", level.code());
        };
    }

    /// @param annualRate checked against what the line promises, when it is named
    record DryRunBody(
            EnterpriseId supplierId,
            String product,
            Money amount,
            @Nullable Rate annualRate) {}

    /// Would this fit, and what binds? Every node's figures, and no effect.
    @PostMapping("/{id}/dry-run")
    DryRunJson dryRun(Caller caller, @PathVariable CreditLineId id, @RequestBody DryRunBody body) {
        caller.mustBe(PartyKind.BANK);
        var line = own(caller, id);
        if (!body.amount().currency().equals(line.currency())) {
            throw Problem.refused(
                            422, "currency_differs", "Currency differs", "The line is in " + line.currency() + ".")
                    .field("/amount/currency");
        }
        if (!body.amount().isPositive()) {
            throw Problem.refused(422, "amount_not_positive", "Not an amount", "More than nothing is asked for.")
                    .field("/amount/amount");
        }
        var run = lines.dryRun(
                line, body.supplierId(), product("/product", body.product()), body.amount(), body.annualRate());
        return DryRunJson.of(run, businessDates.today());
    }

    private static String product(String place, String code) {
        return BodyFields.code(place, code, BatchJson.PRODUCT, "capitals, digits and underscores, as PAYABLES_FINANCE");
    }

    /// A bank sees its own lines and no other bank's.
    private Line own(Caller caller, CreditLineId id) {
        return grants.find(id)
                .filter(line -> line.bank().equals(caller.party()))
                .orElseThrow(Problem::notFound);
    }

    private LineJson json(Line line) {
        return LineJson.of(line, businessDates.today());
    }
}
