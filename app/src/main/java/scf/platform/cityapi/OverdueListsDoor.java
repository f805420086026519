package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.receivable.Overdue;
import scf.platform.receivable.OverdueLists;
import scf.platform.receivable.OverdueLists.Importing;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;

/// `/v1/overdue-lists`: the city imports who failed at maturity; from then on these issue nothing new.
@RestController
@RequestMapping("/v1/overdue-lists")
class OverdueListsDoor {

    private static final int MOST_ROWS = 1000;
    private static final String RULE = "R-06";
    private static final String SOURCE = "银发〔2025〕77号 art 15";

    private final OverdueLists lists;

    OverdueListsDoor(OverdueLists lists) {
        this.lists = lists;
    }

    record RowBody(EnterpriseId issuerId, Overdue.Cause cause, LocalDate since) {}

    /// @param source who publishes the list
    /// @param rows all that it names: whom it does not name is free
    record ListBody(String source, LocalDate asOf, List<RowBody> rows) {}

    record ListJson(UUID id, String source, LocalDate asOf, int rows) {}

    record OverdueJson(EnterpriseId issuerId, Overdue.Cause cause, LocalDate since, String source, LocalDate asOf) {

        static OverdueJson of(Overdue overdue) {
            return new OverdueJson(
                    overdue.issuer(), overdue.cause(), overdue.since(), overdue.source(), overdue.asOf());
        }
    }

    @PostMapping
    ResponseEntity<ListJson> importList(Caller caller, @RequestBody ListBody body) {
        caller.mustBe(PartyKind.CITY);
        if (body.rows().size() > MOST_ROWS) {
            throw Problem.refused(422, "too_many_rows", "Too many rows", "At most " + MOST_ROWS + " at once.")
                    .field("/rows")
                    .rule(RULE, SOURCE);
        }
        var rows = body.rows().stream()
                .map(row -> new OverdueLists.Row(row.issuerId(), row.cause(), row.since()))
                .toList();
        var source = BodyFields.text("/source", body.source(), 2, 120);
        return switch (lists.importList(caller.user(), source, body.asOf(), rows)) {
            case Importing.Done(var list) ->
                ResponseEntity.created(URI.create("/v1/overdue-lists"))
                        .body(new ListJson(
                                list.id(),
                                list.source(),
                                list.asOf(),
                                list.rows().size()));
            case Importing.OfTheFuture(var today) ->
                throw Problem.refused(422, "in_the_future", "In the future", "A list is of " + today + " or earlier.")
                        .field("/asOf")
                        .rule(RULE, SOURCE);
            case Importing.NoSuchIssuer(var row) ->
                throw Problem.refused(
                                422, "no_such_enterprise", "No such enterprise", "No enterprise here has this id.")
                        .field("/rows/" + row + "/issuerId")
                        .rule(RULE, SOURCE);
        };
    }

    /// Who is named at present. Banks read it too: they lend on what these have issued.
    @GetMapping
    Page<OverdueJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY, PartyKind.BANK);
        var after = paging.after().map(row -> UUID.fromString(row.id())).orElse(new UUID(0, 0));
        var rows = lists.list(new EnterpriseId(after), paging.limit() + 1);
        return paging.page(rows, row -> new Position(Instant.EPOCH, row.issuer().toString()))
                .map(OverdueJson::of);
    }
}
