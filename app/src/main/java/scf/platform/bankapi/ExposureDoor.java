package scf.platform.bankapi;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.Exposure;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;

/// `/v1/chain-masters/{id}/exposure`: what every bank has granted in the name of one chain-master, and what is taken of
/// it. Banks keep control of core risk and do not credit one name over and over (R-35, 银发〔2025〕77号; HNDEMP 3112/3113).
@RestController
@RequestMapping("/v1/chain-masters")
class ExposureDoor {

    private final CreditLines lines;

    ExposureDoor(CreditLines lines) {
        this.lines = lines;
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

    /// For the city, and for the banks that lend to this chain.
    @GetMapping("/{masterId}/exposure")
    ExposureJson exposure(Caller caller, @PathVariable EnterpriseId masterId) {
        caller.mustBe(PartyKind.BANK, PartyKind.CITY);
        var banks = lines.exposures(masterId);
        boolean concerned = caller.kind() == PartyKind.CITY
                || banks.stream().anyMatch(each -> each.bank().equals(caller.party()));
        if (!concerned || banks.isEmpty()) {
            throw Problem.notFound();
        }
        return new ExposureJson(masterId, banks.stream().map(BankJson::of).toList());
    }
}
