package scf.platform.rulebook;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version of a rule, in force from a day on until a later version takes over; a last day means that none does.
///
/// @param version counts from one; business that was judged names it
/// @param titleZh the rule in the words of Chinese practice
/// @param source the legal text, in the form in which a refusal cites it: `银发〔2025〕77号 art 11`
public record Rule(
        RuleCode code,
        int version,
        String title,
        String titleZh,
        String source,
        Effect effect,
        LocalDate inForceFrom,
        @Nullable LocalDate inForceTo,
        Map<String, Long> parameters) {

    public Rule {
        parameters = Map.copyOf(parameters);
    }

    /// A figure of the rule, such as `tenor_months`. That a rule has the figures its checks need is a promise of the
    /// migrations, kept by [RuleChanges], so its absence is an accident.
    public int figure(String name) {
        Long value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("rule " + code + " of " + inForceFrom + " has no figure " + name);
        }
        return Math.toIntExact(value);
    }
}
