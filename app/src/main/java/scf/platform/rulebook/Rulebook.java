package scf.platform.rulebook;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Which rule is in force on a day (规则库).
///
/// Business is judged by the rule of its own date: a voucher issued before a stricter tenor begins stays what it was.
@Service
public class Rulebook {

    private final RuleStore store;

    Rulebook(RuleStore store) {
        this.store = store;
    }

    /// The rule on that day; nothing when it had not begun, or had ended.
    public Optional<Rule> at(LocalDate date, RuleCode code) {
        return store.at(date, code);
    }
}
