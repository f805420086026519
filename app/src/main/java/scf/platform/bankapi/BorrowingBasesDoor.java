package scf.platform.bankapi;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.BorrowingBase;
import scf.platform.financing.BorrowingBases;
import scf.platform.money.Money;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// `/v1/borrowing-bases`: what a bank may lend on a borrower's receivables by its own policy (借款基数). Nothing is kept.
@RestController
@RequestMapping("/v1/borrowing-bases")
class BorrowingBasesDoor {

    private static final int MOST_OVERDUE_DAYS = 3650;

    private final BorrowingBases bases;

    BorrowingBasesDoor(BorrowingBases bases) {
        this.bases = bases;
    }

    /// @param advancePercent how much of an eligible receivable is lent, 1 to 100
    /// @param overdueDays by how many days a receivable may be overdue
    /// @param concentrationPercent the largest share of one debtor, 1 to 100
    /// @param reserves taken off the advance; its currency is that of the receivables that count
    /// @param relatedPartyIds debtors to which the borrower is related
    record PolicyBody(
            EnterpriseId borrowerId,
            int advancePercent,
            int overdueDays,
            int concentrationPercent,
            Money reserves,
            @Nullable List<EnterpriseId> relatedPartyIds) {

        BorrowingBase.Policy policy() {
            within("/advancePercent", advancePercent, 1, 100);
            within("/overdueDays", overdueDays, 0, MOST_OVERDUE_DAYS);
            within("/concentrationPercent", concentrationPercent, 1, 100);
            return new BorrowingBase.Policy(
                    advancePercent,
                    overdueDays,
                    concentrationPercent,
                    reserves,
                    relatedPartyIds == null ? Set.of() : Set.copyOf(relatedPartyIds));
        }

        private static void within(String field, int value, int least, int most) {
            if (value < least || value > most) {
                throw Problem.refused(422, "policy", "Policy", "Wanted: %d to %d.".formatted(least, most))
                        .field(field);
            }
        }
    }

    record PartJson(BorrowingBase.Reason reason, Money amount) {}

    /// @param ineligible why a part does not count; with `eligible` the parts add up to `amount`
    record RowJson(
            ReceivableId receivableId,
            EnterpriseId debtorId,
            LocalDate dueDate,
            Money amount,
            Money eligible,
            List<PartJson> ineligible) {

        static RowJson of(BorrowingBase.Row row) {
            var item = row.item();
            return new RowJson(
                    item.receivable(),
                    item.debtor(),
                    item.dueDate(),
                    item.amount(),
                    row.eligible(),
                    row.ineligible().stream()
                            .map(part -> new PartJson(part.reason(), part.amount()))
                            .toList());
        }
    }

    /// @param base eligible × advance rate − reserves, and not below nothing
    record BaseJson(
            EnterpriseId borrowerId, Money eligible, Money advance, Money reserves, Money base, List<RowJson> rows) {}

    /// Over the receivables behind the requests in which this borrower asked the bank.
    @PostMapping
    BaseJson compute(Caller caller, @RequestBody PolicyBody body) {
        caller.mustBe(PartyKind.BANK);
        var policy = body.policy();
        var base = bases.of(caller.party(), body.borrowerId(), policy).orElseThrow(Problem::notFound);
        return new BaseJson(
                body.borrowerId(),
                base.eligible(),
                base.advance(),
                policy.reserves(),
                base.base(),
                base.rows().stream().map(RowJson::of).toList());
    }
}
