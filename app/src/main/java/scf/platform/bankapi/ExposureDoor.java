package scf.platform.bankapi;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.Exposure;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;

/// `/v1/chain-masters/{id}/exposure`: what every bank has granted in the name of one chain-master, and what is taken of
/// it. Banks keep control of core risk and do not credit one name over and over (R-35, 银发〔2025〕77号; HNDEMP 3112/3113).
@RestController
@RequestMapping("/v1/chain-masters")
class ExposureDoor {

    private final CreditLines lines;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;

    ExposureDoor(CreditLines lines, Rulebook rulebook, BusinessDates businessDates) {
        this.lines = lines;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
    }

    private int leastPercent() {
        return rulebook.at(businessDates.today(), RuleCode.R_35)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-35"))
                .figure("least_line_percent");
    }

    /// @param sxAmt 授信额度: what the bank has granted to the whole chain
    /// @param sxBalance 授信余额: what of it is drawn and not repaid
    /// @param reserved beside that, what is held for offers that were accepted
    record BankJson(EnterpriseId bankId, Money sxAmt, Money sxBalance, Money reserved) {

        static BankJson of(Exposure found) {
            return new BankJson(found.bank(), found.granted(), found.used(), found.reserved());
        }
    }

    /// @param banks one per bank and currency
    record ExposureJson(EnterpriseId masterId, List<BankJson> banks) {}

    /// For the city, and for the banks that lend to this chain; a bank whose own line is not in force, or less than the
    /// rule's share of all, is told of its own.
    @GetMapping("/{masterId}/exposure")
    ExposureJson exposure(Caller caller, @PathVariable EnterpriseId masterId) {
        caller.mustBe(PartyKind.BANK, PartyKind.CITY);
        var banks = caller.kind() == PartyKind.CITY
                ? lines.exposures(masterId)
                : lines.exposuresToldTo(caller.party(), masterId, leastPercent());
        if (banks.isEmpty()) {
            throw Problem.notFound();
        }
        return new ExposureJson(masterId, banks.stream().map(BankJson::of).toList());
    }
}
