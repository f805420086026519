package scf.platform.rulebook;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule as it is in force between two days, both included; no last day means until further notice.
///
/// @param source the legal text, in the form in which a refusal cites it: `银发〔2025〕77号 art 11`
public record Rule(
        RuleCode code,
        String title,
        String source,
        LocalDate inForceFrom,
        @Nullable LocalDate inForceTo,
        Map<String, Long> parameters) {

    public Rule {
        parameters = Map.copyOf(parameters);
    }

    /// A figure of the rule, such as `tenor_months`. That a rule has the figure its check needs is a promise of the
    /// migrations, so its absence is an accident.
    public int figure(String name) {
        Long value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("rule " + code + " of " + inForceFrom + " has no figure " + name);
        }
        return Math.toIntExact(value);
    }
}
