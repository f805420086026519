package scf.platform.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;

/// What a rule came to on one subject, once.
///
/// @param seq counts up in the order of writing; 0 while it is not written
/// @param reader the one party, beside the city, whose business it is; nobody named: all who may read the subject
/// @param judgedOn the business date, by which the version in force was chosen
public record Verdict(
        UUID id,
        long seq,
        Subject subject,
        Rule rule,
        Outcome outcome,
        Figures figures,
        @Nullable EnterpriseId reader,
        LocalDate judgedOn,
        Instant judgedAt) {

    /// The whole of it in one sentence, as a person would tell it.
    public String inWords() {
        var counted = figures.all().stream()
                .map(figure -> figure.name() + " " + figure.value())
                .collect(Collectors.joining(", "));
        return "%s (%s), %s version %d of %s: %s on %s%s"
                .formatted(
                        rule.title(),
                        rule.titleZh(),
                        rule.code(),
                        rule.version(),
                        rule.source(),
                        outcome.words(),
                        judgedOn,
                        counted.isEmpty() ? "." : "; " + counted + ".");
    }
}
