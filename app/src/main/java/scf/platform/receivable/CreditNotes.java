package scf.platform.receivable;

import java.util.ArrayList;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.money.Money;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.trade.DocumentFiled;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;

/// What debtor and creditor take back after the confirmation (红字发票, 贷项), and whom it does not bind.
///
/// Before the confirmation a credit note lowers what the documents support. Afterwards what was confirmed stays owed:
/// whoever holds a voucher on it took it at the debtor's word, and what the two change between themselves does not
/// bind him (民法典 765). So a credit note changes no amount here; it is shown to whoever decides, with how much of it
/// could only be given by the holders of vouchers.
@Service
class CreditNotes {

    private final ReceivableStore store;
    private final EvidenceStore evidence;
    private final TradeDocuments documents;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;

    CreditNotes(
            ReceivableStore store,
            EvidenceStore evidence,
            TradeDocuments documents,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates) {
        this.store = store;
        this.evidence = evidence;
        this.documents = documents;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DocumentFiled filed) {
        var creditNote = filed.document();
        if (creditNote.kind() != DocumentKind.CREDIT_NOTE) {
            return;
        }
        var invoice = documents.invoiceOf(creditNote);
        var rule = rulebook.at(businessDates.today(), RuleCode.R_18);
        if (invoice.isEmpty() || rule.isEmpty()) {
            return;
        }
        for (var receivable : store.lockHeldOn(invoice.get().id())) {
            show(receivable, creditNote, creditedOn(invoice.get(), receivable), rule.get());
        }
    }

    /// All credit notes on the invoice together. Some write what they take back with a minus sign.
    private Money creditedOn(TradeDocument invoice, Receivable.OnLedger receivable) {
        var currency = receivable.confirmed().currency();
        long minor = documents.creditNotesOf(invoice).stream()
                .map(TradeDocument::payable)
                .filter(Objects::nonNull)
                .filter(credited -> credited.currency().equals(currency))
                .mapToLong(credited -> Math.abs(credited.minor()))
                .sum();
        return new Money(currency, minor);
    }

    /// What was never confirmed is not owed anyway, and takes its part of the credit first.
    private static Money beyondTheDispute(Money credited, Receivable.OnLedger receivable) {
        var disputed = receivable.claim().amount().minus(receivable.confirmed());
        return credited.minus(credited.min(disputed));
    }

    private void show(Receivable.OnLedger receivable, TradeDocument creditNote, Money credited, Rule rule) {
        var id = receivable.claim().id();
        boolean binds = !beyondTheDispute(credited, receivable)
                .exceeds(receivable.open().plus(receivable.diluted()));
        verdicts.record(
                rule,
                Subject.of(id),
                binds ? Outcome.PASSED : Outcome.REFUSED,
                Figures.of("credit_note", creditNote.number())
                        .and("credited", credited)
                        .and("confirmed", receivable.confirmed())
                        .and("vouchered", receivable.vouchered()));
        var findings = new ArrayList<>(evidence.findings(id));
        findings.add(new Finding(
                binds ? "CREDITED_LATER" : "CREDIT_NOT_BINDING",
                null,
                receivable.open().toString(),
                credited.toString(),
                binds
                        ? "taken back after the confirmation: what was confirmed stays owed until both sign a reduction"
                        : "taken back after the confirmation; what stands in vouchers is given back by their holders only",
                rule.code().code(),
                rule.source()));
        evidence.replaceFindings(id, findings);
    }
}
