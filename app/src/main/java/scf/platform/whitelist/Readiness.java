package scf.platform.whitelist;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.ChainRegistered;
import scf.platform.chain.Chains;
import scf.platform.enterprise.BankRegistered;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;

/// Whether the platform could be filed (备案, R-09): several chain-masters and several funders, as the rule of the day
/// asks. It warns and refuses nothing: whenever one comes, the city finds under its own id how far the platform is.
@Service
@Transactional(readOnly = true)
public class Readiness {

    private static final int ON_A_PAGE = 200;

    private final Chains chains;
    private final Enterprises enterprises;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;

    Readiness(
            Chains chains, Enterprises enterprises, Rulebook rulebook, Verdicts verdicts, BusinessDates businessDates) {
        this.chains = chains;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
    }

    /// One line of the checklist.
    ///
    /// @param figure the rule's figure: `chain_masters`, `funders`
    /// @param found counted up to what is wanted: more makes it no readier
    public record Item(String figure, int wanted, int found) {

        public boolean isMet() {
            return found >= wanted;
        }
    }

    public List<Item> checklist() {
        var rule = rulebook.at(businessDates.today(), RuleCode.R_09);
        return rule.map(asked -> {
                    int masters = asked.figure("chain_masters");
                    int funders = asked.figure("funders");
                    return List.of(
                            new Item(
                                    "chain_masters",
                                    masters,
                                    chains.list(null, masters).size()),
                            new Item("funders", funders, banks(funders)));
                })
                .orElse(List.of());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ChainRegistered registered) {
        judge("chain_master", registered.chain().master());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(BankRegistered registered) {
        judge("funder", registered.bank().id());
    }

    private void judge(String as, EnterpriseId newcomer) {
        rulebook.at(businessDates.today(), RuleCode.R_09)
                .ifPresent(rule -> enterprises.city().ifPresent(city -> {
                    var items = checklist();
                    var figures = Figures.of(as, newcomer);
                    for (var item : items) {
                        figures = figures.and(item.figure(), item.found() + " of " + item.wanted());
                    }
                    boolean ready = items.stream().allMatch(Item::isMet);
                    verdicts.record(rule, Subject.of(city.id()), ready ? Outcome.PASSED : Outcome.WARNED, figures);
                }));
    }

    private int banks(int wanted) {
        int found = 0;
        EnterpriseId after = null;
        List<Enterprise> page;
        do {
            page = enterprises.list(after, ON_A_PAGE);
            found += (int) page.stream()
                    .filter(party -> party.kind() == PartyKind.BANK)
                    .count();
            after = page.isEmpty() ? null : page.getLast().id();
        } while (found < wanted && page.size() == ON_A_PAGE);
        return Math.min(found, wanted);
    }
}
