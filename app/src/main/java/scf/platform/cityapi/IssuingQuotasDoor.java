package scf.platform.cityapi;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.IssuingQuota;
import scf.platform.creditline.QuotaSetting;
import scf.platform.creditline.Quotas;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;

/// `/v1/issuing-quotas`: how much a chain-master may have outstanding in vouchers (开立额度), over all banks. The city
/// sets it; the chain-master, the banks of its chain and the city read it.
@RestController
@RequestMapping("/v1/issuing-quotas")
class IssuingQuotasDoor {

    private final Quotas quotas;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;

    IssuingQuotasDoor(Quotas quotas, Rulebook rulebook, BusinessDates businessDates) {
        this.quotas = quotas;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
    }

    /// @param effectiveTo the last day, included
    record QuotaBody(EnterpriseId masterId, Money limit, LocalDate effectiveFrom, LocalDate effectiveTo) {}

    /// @param limit nothing while the city has set none: then nothing binds
    /// @param reserved in vouchers that wait for their payees
    /// @param used in vouchers that are owed
    record QuotaJson(
            EnterpriseId masterId,
            String currency,
            @Nullable Money limit,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            Money reserved,
            Money used,
            @Nullable Money available,
            boolean overLimit) {

        static QuotaJson of(IssuingQuota quota, LocalDate today) {
            return new QuotaJson(
                    quota.master(),
                    quota.currency().getCurrencyCode(),
                    quota.limit(),
                    quota.effectiveFrom(),
                    quota.effectiveTo(),
                    quota.reserved(),
                    quota.used(),
                    quota.available(today),
                    quota.overLimit());
        }
    }

    /// One per currency.
    record QuotasJson(List<QuotaJson> items) {}

    /// Sets the quota, for the first time or anew; it may be cut below what is out, and then nothing more is issued.
    @PostMapping
    QuotaJson set(Caller caller, @RequestBody QuotaBody body) {
        caller.mustBe(PartyKind.CITY);
        return switch (quotas.set(body.masterId(), body.limit(), body.effectiveFrom(), body.effectiveTo())) {
            case QuotaSetting.Set(var quota) -> QuotaJson.of(quota, businessDates.today());
            case QuotaSetting.NotAChainMaster _ ->
                throw Problem.refused(
                                422, "not_a_chain_master", "Not a chain-master", "This enterprise leads no chain.")
                        .field("/masterId");
            case QuotaSetting.PeriodUpsideDown _ ->
                throw Problem.refused(
                                422,
                                "period_upside_down",
                                "Period upside down",
                                "A limit does not end before it begins.")
                        .field("/effectiveTo");
            case QuotaSetting.NotListed(var standing) -> {
                var problem = Problem.refused(
                                422, "chain_master_not_listed", "Not on the whitelist", standing.sentence())
                        .field("/masterId")
                        .with("listVersion", standing.listVersion());
                throw rulebook.at(businessDates.today(), RuleCode.W_02)
                        .map(rule -> problem.rule(rule.code().code(), rule.source()))
                        .orElse(problem);
            }
        };
    }

    @GetMapping("/{masterId}")
    QuotasJson one(Caller caller, @PathVariable EnterpriseId masterId) {
        boolean concerned = switch (caller.kind()) {
            case CITY -> true;
            case BANK -> quotas.lendsTo(caller.party(), masterId);
            case ENTERPRISE -> caller.party().equals(masterId);
        };
        var found = concerned ? quotas.of(masterId) : List.<IssuingQuota>of();
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        return new QuotasJson(found.stream()
                .map(quota -> QuotaJson.of(quota, businessDates.today()))
                .toList());
    }
}
