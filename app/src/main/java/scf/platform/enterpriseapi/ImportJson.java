package scf.platform.enterpriseapi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.Filing;
import scf.platform.trade.Importing;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.Warning;
import scf.schema.ids.DocumentId;

/// What became of each document in a file of several.
record ImportJson(int filed, int filedBefore, int refused, List<ItemJson> items) {

    /// What became of one document.
    enum Outcome {
        FILED,
        FILED_BEFORE,
        REFUSED
    }

    /// @param place where in the file it stands: an element's path, or the rows as a person counts them
    /// @param document what was filed, in short
    /// @param problem why it was refused: the same words as for a document that comes alone
    record ItemJson(
            int position,
            String place,
            Outcome outcome,
            @Nullable BriefJson document,
            @Nullable ProblemJson problem) {}

    record BriefJson(
            DocumentId id,
            DocumentKind kind,
            String number,
            LocalDate issueDate,
            @Nullable Money payable,
            List<Warning> warnings) {

        static BriefJson of(TradeDocument document) {
            return new BriefJson(
                    document.id(),
                    document.kind(),
                    document.number(),
                    document.issueDate(),
                    document.payable(),
                    document.warnings());
        }
    }

    record ProblemJson(int status, String code, String detail, List<Map<String, String>> errors) {

        @SuppressWarnings("unchecked")
        static ProblemJson of(Filing.Refused refused) {
            var problem = FilingProblems.of(refused);
            var body = problem.getBody();
            var errors =
                    Objects.requireNonNullElse(body.getProperties(), Map.of()).get("errors");
            return new ProblemJson(
                    body.getStatus(),
                    problem.code(),
                    Objects.requireNonNullElse(body.getDetail(), ""),
                    errors == null ? List.of() : (List<Map<String, String>>) errors);
        }
    }

    static ImportJson of(Importing.Several several) {
        var items = new ArrayList<ItemJson>();
        for (var item : several.items()) {
            items.add(item(items.size() + 1, item));
        }
        return new ImportJson(
                count(items, Outcome.FILED), count(items, Outcome.FILED_BEFORE), count(items, Outcome.REFUSED), items);
    }

    private static int count(List<ItemJson> items, Outcome outcome) {
        return (int) items.stream().filter(item -> item.outcome() == outcome).count();
    }

    private static ItemJson item(int position, Importing.Item item) {
        return switch (item.filing()) {
            case Filing.Filed filed ->
                new ItemJson(position, item.place(), Outcome.FILED, BriefJson.of(filed.document()), null);
            case Filing.FiledBefore before ->
                new ItemJson(position, item.place(), Outcome.FILED_BEFORE, BriefJson.of(before.document()), null);
            case Filing.Refused refused ->
                new ItemJson(position, item.place(), Outcome.REFUSED, null, ProblemJson.of(refused));
        };
    }
}
