package scf.platform.trade;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.DocumentId;

/// How well one stream of evidence is documented.
///
/// @param grade of the weakest document in the stream: three deliveries of which one is countersigned are worth what
/// the other two are; null where the stream has none
/// @param latest the date of the newest document, for whoever asks how fresh it is
public record StreamEvidence(
        Stream stream,
        @Nullable Grade grade,
        List<DocumentId> documents,
        @Nullable LocalDate latest) {

    /// All four streams, those without a document too: what is missing is worth knowing.
    public static List<StreamEvidence> of(List<TradeDocument> documents, Map<DocumentId, DocumentStanding> standings) {
        var streams = new ArrayList<StreamEvidence>();
        for (var stream : Stream.values()) {
            var own = documents.stream()
                    .filter(document -> document.kind().stream() == stream)
                    .toList();
            streams.add(new StreamEvidence(
                    stream,
                    own.stream()
                            .map(document -> standings
                                    .getOrDefault(document.id(), DocumentStanding.NONE)
                                    .grade())
                            .min(Grade::compareTo)
                            .orElse(null),
                    own.stream().map(TradeDocument::id).toList(),
                    own.stream()
                            .map(TradeDocument::issueDate)
                            .max(LocalDate::compareTo)
                            .orElse(null)));
        }
        return streams;
    }
}
