package scf.platform.voucher;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.LedgerEvent;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.Acts;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.VoucherNo;

/// Which month's report each step of a voucher belongs to (按月报送, R-08).
///
/// A step counts in the month of its act's business date, as in [Volumes]. One that the ledger holds only after that
/// month was reported is missing from what was handed in: it is warned of, and the month is reported anew.
@Component
class Reporting {

    private final Acts acts;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;

    Reporting(Acts acts, Rulebook rulebook, Verdicts verdicts, BusinessDates businessDates) {
        this.acts = acts;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActCommitted committed) {
        switch (committed.type()) {
            case ISSUE, ACCEPT, FUND -> counted(committed, List.of(committed.subject()));
            case SETTLE ->
                counted(
                        committed,
                        committed.changes().stream()
                                .map(LedgerEvent.Change::object)
                                .toList());
            case CONFIRM,
                    REJECT,
                    DILUTE,
                    DECLINE,
                    TRANSFER,
                    LOCK,
                    RELEASE,
                    VOID,
                    FREEZE,
                    UNFREEZE,
                    REGISTER_KEY,
                    ROTATE_KEY,
                    REVOKE_KEY -> {
                // No volume of the report.
            }
        }
    }

    private void counted(ActCommitted committed, List<String> vouchers) {
        var today = businessDates.today();
        rulebook.at(today, RuleCode.R_08).ifPresent(rule -> {
            var month = YearMonth.from(acts.businessDate(committed.act()));
            var reported = reportedOn(month, rule);
            vouchers.forEach(no -> verdicts.record(
                    rule,
                    Subject.of(new VoucherNo(no)),
                    today.isBefore(reported) ? Outcome.PASSED : Outcome.WARNED,
                    figures(committed.type(), month, reported)));
        });
    }

    /// The rule's day of the month after.
    private static LocalDate reportedOn(YearMonth month, Rule rule) {
        return month.plusMonths(1).atDay(rule.figure("report_day"));
    }

    private static Figures figures(ActType type, YearMonth month, LocalDate reported) {
        return Figures.of("step", type).and("month", month).and("reported_on", reported);
    }
}
