package scf.platform.voucher;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import scf.platform.calendar.BusinessDates;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;

/// How long a payee may think about a voucher: as many days as the rule of the day gives it, and never until
/// the due date, because what is payable is no longer offered.
@Component
class Acceptance {

    private final Rulebook rulebook;
    private final BusinessDates businessDates;

    Acceptance(Rulebook rulebook, BusinessDates businessDates) {
        this.rulebook = rulebook;
        this.businessDates = businessDates;
    }

    LocalDate latest(LocalDate dueDate) {
        var last = businessDates.today().plusDays(rule().figure("acceptance_days"));
        return last.isBefore(dueDate) ? last : dueDate.minusDays(1);
    }

    boolean isUntimely(@Nullable LocalDate acceptBy, LocalDate dueDate) {
        return acceptBy != null && (acceptBy.isBefore(businessDates.today()) || acceptBy.isAfter(latest(dueDate)));
    }

    Rule rule() {
        var today = businessDates.today();
        return rulebook.at(today, RuleCode.R_12)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-12 on " + today));
    }
}
