package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.PartyKind;
import scf.platform.rulebook.Approving;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Proposing;
import scf.platform.rulebook.RuleChanges;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.RuleVersion;
import scf.platform.rulebook.Rulebook;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;

/// `/v1/rules`: which rules are in force (规则库), open to everybody; the city changes one by a further version.
@RestController
@RequestMapping("/v1/rules")
class RulesDoor {

    private static final String PAGE = "docs/rules.md";

    private final Rulebook rulebook;
    private final RuleChanges changes;
    private final BusinessDates businessDates;

    RulesDoor(Rulebook rulebook, RuleChanges changes, BusinessDates businessDates) {
        this.rulebook = rulebook;
        this.changes = changes;
        this.businessDates = businessDates;
    }

    /// @param title left out, like `titleZh`: as the version before
    /// @param parameters all figures that the rule's checks count with
    record VersionBody(
            LocalDate inForceFrom,
            @Nullable String title,
            @Nullable String titleZh,
            String source,
            Effect effect,
            Map<String, Long> parameters) {}

    record RuleJson(
            String code,
            int version,
            String title,
            String titleZh,
            String source,
            Effect effect,
            LocalDate inForceFrom,
            @Nullable LocalDate inForceTo,
            Map<String, Long> parameters,
            RuleVersion.State state,
            @Nullable String proposedBy,
            @Nullable Instant proposedAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt) {

        static RuleJson of(RuleVersion version) {
            var rule = version.rule();
            return new RuleJson(
                    rule.code().code(),
                    rule.version(),
                    rule.title(),
                    rule.titleZh(),
                    rule.source(),
                    rule.effect(),
                    rule.inForceFrom(),
                    rule.inForceTo(),
                    new TreeMap<>(rule.parameters()),
                    version.state(),
                    version.proposedBy(),
                    version.proposedAt(),
                    version.approvedBy(),
                    version.approvedAt());
        }
    }

    /// The rules in force on a day, in the order of their codes.
    @GetMapping
    Page<RuleJson> list(Caller caller, Paging paging, @RequestParam @Nullable LocalDate on) {
        var day = on == null ? businessDates.today() : on;
        var after = paging.after().map(Position::id).orElse("");
        var rows = Arrays.stream(RuleCode.values())
                .sorted(Comparator.comparing(RuleCode::code))
                .filter(code -> code.code().compareTo(after) > 0)
                .map(code -> rulebook.at(day, code))
                .flatMap(Optional::stream)
                .limit(paging.limit() + 1L)
                .map(rule -> changes.find(rule.code().code(), rule.version()).orElseThrow())
                .toList();
        return paging.page(
                        rows,
                        row -> new Position(Instant.EPOCH, row.rule().code().code()))
                .map(RuleJson::of);
    }

    /// All versions of a rule; what is only proposed is the city's own business.
    @GetMapping("/{code}/versions")
    Page<RuleJson> versions(Caller caller, @PathVariable String code, Paging paging) {
        var known = RuleCode.find(code).orElseThrow(Problem::notFound);
        int after = paging.after().map(row -> Integer.valueOf(row.id())).orElse(0);
        var rows = changes.versions(known, caller.kind() == PartyKind.CITY, after, paging.limit() + 1);
        return paging.page(
                        rows,
                        row -> new Position(
                                Instant.EPOCH, Integer.toString(row.rule().version())))
                .map(RuleJson::of);
    }

    @GetMapping("/{code}/versions/{version}")
    RuleJson one(Caller caller, @PathVariable String code, @PathVariable int version) {
        return changes.find(code, version)
                .filter(found -> caller.kind() == PartyKind.CITY || found.state() == RuleVersion.State.APPROVED)
                .map(RuleJson::of)
                .orElseThrow(Problem::notFound);
    }

    @PostMapping("/{code}/versions")
    ResponseEntity<RuleJson> propose(Caller caller, @PathVariable String code, @RequestBody VersionBody body) {
        caller.mustBe(PartyKind.CITY);
        body.parameters().forEach(RulesDoor::mustBeFigure);
        var change = new RuleChanges.Change(
                body.inForceFrom(),
                body.title() == null ? null : BodyFields.text("/title", body.title(), 2, 300),
                body.titleZh() == null ? null : BodyFields.text("/titleZh", body.titleZh(), 2, 300),
                BodyFields.text("/source", body.source(), 2, 300),
                body.effect(),
                body.parameters());
        return switch (changes.propose(caller.user(), code, change)) {
            case Proposing.Proposed(var version) ->
                ResponseEntity.created(place(code, version.rule().version())).body(RuleJson.of(version));
            case Proposing.NoSuchRule _ -> throw Problem.notFound();
            case Proposing.InThePast(var today) -> throw inThePast(today);
            case Proposing.OtherFigures(var wanted) ->
                throw Problem.refused(
                                422,
                                "other_figures",
                                "Other figures",
                                "The checks of this rule count with exactly these figures: " + wanted + ".")
                        .field("/parameters")
                        .rule("figures_of_the_rule", PAGE);
        };
    }

    @PostMapping("/{code}/versions/{version}/approval")
    RuleJson approve(Caller caller, @PathVariable String code, @PathVariable int version) {
        caller.mustBe(PartyKind.CITY);
        return switch (changes.approve(caller.user(), code, version)) {
            case Approving.Approved(var approved) -> RuleJson.of(approved);
            case Approving.NoSuchVersion _ -> throw Problem.notFound();
            case Approving.ApprovedBefore _ ->
                throw Problem.refused(409, "approved_before", "Approved before", "This version is approved already.");
            case Approving.MakerIsChecker _ ->
                throw Problem.refused(
                                422,
                                "maker_is_checker",
                                "Maker is checker",
                                "The person who proposed the version does not approve it as well.")
                        .rule("maker_is_not_checker", PAGE);
            case Approving.InThePast(var today) -> throw inThePast(today);
        };
    }

    /// Whole, not negative, and small enough to count days, months or millionths with.
    private static void mustBeFigure(String name, @Nullable Long value) {
        if (value == null || value < 0 || value > Integer.MAX_VALUE) {
            throw Problem.refused(422, "invalid_field", "Invalid field", "A figure is a whole number, from zero up.")
                    .field("/parameters/" + name.replace("~", "~0").replace("/", "~1"))
                    .rule("figure", PAGE);
        }
    }

    private static Problem inThePast(LocalDate today) {
        return Problem.refused(
                        422,
                        "in_the_past",
                        "In the past",
                        "What has been judged stays judged: a version begins on " + today + " or later.")
                .field("/inForceFrom")
                .rule("rules_do_not_reach_back", PAGE);
    }

    private static URI place(String code, int version) {
        return URI.create("/v1/rules/" + code + "/versions/" + version);
    }
}
