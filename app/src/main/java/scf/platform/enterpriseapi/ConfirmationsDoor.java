package scf.platform.enterpriseapi;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.receivable.BatchPreparing;
import scf.platform.receivable.ConfirmationTelling;
import scf.platform.receivable.Confirmations;
import scf.platform.receivable.Receivable;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// `/v1/confirmations`: many confirmations in one act (批量确权), all of them or none.
@RestController
@RequestMapping("/v1/confirmations")
class ConfirmationsDoor {

    private static final int MOST_ROWS = 1_000;
    private static final String PAGE = "docs/api/receivables.md";

    private final Confirmations confirmations;

    ConfirmationsDoor(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /// @param amount left out: what the documents support
    /// @param reason why more than that is owed
    record RowBody(
            ReceivableId receivableId,
            @Nullable Money amount,
            @Nullable String reason) {}

    /// @param key the act key that will sign, where the debtor has several
    record BatchBody(List<RowBody> rows, @Nullable KeyId key) {}

    record PreviewBody(List<RowBody> rows) {}

    record ActBody(ActJson act) {}

    /// @param amount what would be confirmed; none where the row is refused
    /// @param refusal the code with which it is refused, and
    /// @param message why
    record LineJson(
            int row,
            ReceivableId receivableId,
            @Nullable Money amount,
            @Nullable String refusal,
            @Nullable String message) {}

    record PreviewJson(List<LineJson> rows, int refused) {}

    record BatchJson(ActHash act, List<RowJson> receivables) {}

    record RowJson(ReceivableId id, Receivable.State state) {}

    /// What each row would come to. Nothing is prepared and nothing changes.
    @PostMapping("/preview")
    PreviewJson preview(Caller caller, @RequestBody PreviewBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var lines = inJson(confirmations.preview(caller.party(), rows(body.rows())));
        return new PreviewJson(lines, (int)
                lines.stream().filter(line -> line.refusal() != null).count());
    }

    @PostMapping("/prepare")
    PreparedAct prepare(Caller caller, @RequestBody BatchBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (confirmations.prepareBatch(caller.party(), caller.user(), rows(body.rows()), body.key())) {
            case BatchPreparing.Prepared(var act) -> act;
            case BatchPreparing.NoKey(var why) -> throw ActsProblems.of(why);
            case BatchPreparing.RowsRefused(var lines) -> throw rowsRefused(inJson(lines));
        };
    }

    @PostMapping
    ResponseEntity<BatchJson> confirm(Caller caller, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (confirmations.tellBatch(caller.party(), caller.user(), body.act())) {
            case ConfirmationTelling.Refused(var why) -> throw ReceivableProblems.of(why);
            case ConfirmationTelling.RowRefused(var row, var why) -> {
                var problem = ReceivableProblems.of(why);
                throw rowsRefused().error("/rows/" + row, problem.code(), PAGE, detailOf(problem));
            }
            case ConfirmationTelling.NotTheAct(var why) -> throw ActsProblems.of(why);
            case ConfirmationTelling.Told(var act, var told) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/acts/" + act))
                        .body(new BatchJson(
                                act,
                                told.stream()
                                        .map(each -> new RowJson(
                                                each.claim().id(), each.state().shown()))
                                        .toList()));
        };
    }

    private static List<Confirmations.BatchRow> rows(List<RowBody> rows) {
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw Problem.refused(
                            422,
                            "rows_out_of_bounds",
                            "Too few or too many rows",
                            "A batch has 1 to " + MOST_ROWS + " rows.")
                    .field("/rows")
                    .rule("rows_of_a_batch", PAGE);
        }
        var read = new ArrayList<Confirmations.BatchRow>();
        for (var row : rows) {
            read.add(new Confirmations.BatchRow(
                    row.receivableId(),
                    row.amount(),
                    BodyFields.textOrNone("/rows/" + read.size() + "/reason", row.reason(), BodyFields.LONGEST)));
        }
        return read;
    }

    private static List<LineJson> inJson(List<BatchPreparing.Line> lines) {
        var json = new ArrayList<LineJson>();
        for (var line : lines) {
            int row = json.size();
            json.add(
                    switch (line) {
                        case BatchPreparing.Line.Ready(var id, var amount) -> new LineJson(row, id, amount, null, null);
                        case BatchPreparing.Line.Refused(var id, var why) -> {
                            var problem = ReceivableProblems.of(why);
                            yield new LineJson(row, id, null, problem.code(), detailOf(problem));
                        }
                        case BatchPreparing.Line.SameAgain(var id) ->
                            new LineJson(row, id, null, "same_receivable_again", "An earlier row confirms it already.");
                    });
        }
        return json;
    }

    private static String detailOf(Problem problem) {
        var detail = problem.getBody().getDetail();
        return detail == null ? "" : detail;
    }

    private static Problem rowsRefused(List<LineJson> lines) {
        var problem = rowsRefused();
        for (var line : lines) {
            if (line.refusal() != null) {
                problem.error("/rows/" + line.row(), line.refusal(), PAGE, Objects.requireNonNull(line.message()));
            }
        }
        return problem;
    }

    private static Problem rowsRefused() {
        return Problem.refused(
                422, "rows_refused", "Rows refused", "A batch is confirmed as a whole; these rows cannot be.");
    }
}
