package scf.platform.cityapi;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.receivable.ConfirmationClock;
import scf.platform.receivable.Escalation;
import scf.platform.receivable.Receivable;
import scf.platform.rulebook.RuleCode;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// `/v1/escalations`: claims that the debtor left unanswered. The city sees all, creditor and debtor their own.
@RestController
@RequestMapping("/v1/escalations")
class EscalationsDoor {

    private final ConfirmationClock clock;

    EscalationsDoor(ConfirmationClock clock) {
        this.clock = clock;
    }

    /// @param day how many days after the request the clock rang
    /// @param answered whether the debtor has answered since
    record EscalationJson(
            ReceivableId receivableId,
            Escalation.Kind kind,
            int day,
            LocalDate raisedOn,
            LocalDate submittedOn,
            LocalDate confirmBy,
            EnterpriseId creditorId,
            EnterpriseId debtorId,
            Receivable.State state,
            boolean answered,
            String rule) {

        static EscalationJson of(Escalation.View view) {
            var escalation = view.escalation();
            var claim = view.receivable().claim();
            return new EscalationJson(
                    escalation.receivable(),
                    escalation.kind(),
                    escalation.day(),
                    escalation.raisedOn(),
                    claim.submittedOn(),
                    claim.confirmBy(),
                    claim.creditor(),
                    claim.debtor(),
                    view.receivable().state().shown(),
                    view.isAnswered(),
                    RuleCode.R_13.code());
        }
    }

    @GetMapping
    Page<EscalationJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, ""));
        var rows = clock.list(
                caller.kind() == PartyKind.CITY ? null : caller.party(),
                after.created(),
                after.id(),
                paging.limit() + 1);
        return paging.page(rows, row -> place(row.escalation())).map(EscalationJson::of);
    }

    private static Position place(Escalation escalation) {
        return new Position(escalation.createdAt(), escalation.receivable() + "/" + escalation.kind());
    }
}
