package scf.platform.enterpriseapi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.loan.Priorities;
import scf.platform.money.Money;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// `/v1/receivables/{id}/priority`: in which order those come who have financed the claim (清偿顺位, 民法典 768), and who
/// would get what of a payment that is too small for all.
@RestController
@RequestMapping("/v1/receivables/{id}/priority")
class PriorityDoor {

    private static final String SOURCE = "民法典 art 768; 担保制度解释 art 66";

    private final Priorities priorities;

    PriorityDoor(Priorities priorities) {
        this.priorities = priorities;
    }

    /// One financing. Of another's, a reader that is neither debtor nor city sees the rank and the registration.
    ///
    /// @param rank counts from one; who stands in one rank shares in proportion to what was financed
    /// @param registeredAt at 中登网, while the registration is in force
    /// @param notifiedAt since when the debtor reads in its voucher whom it owes
    /// @param financed what was bought, or lent
    /// @param claim what is owed out of the claim today
    /// @param share of the sum that was asked about
    record PlaceJson(
            int rank,
            @Nullable Instant registeredAt,
            @Nullable Instant notifiedAt,
            @Nullable EnterpriseId financierId,
            @Nullable EnterpriseId borrowerId,
            @Nullable VoucherNo voucherNo,
            @Nullable LoanId loanId,
            @Nullable Money financed,
            @Nullable Money claim,
            @Nullable Money share) {

        static PlaceJson of(Priorities.Place place, boolean inFull) {
            var financing = place.financing();
            var loan = place.loan();
            return new PlaceJson(
                    place.rank(),
                    financing.registeredAt(),
                    inFull ? financing.notifiedAt() : null,
                    inFull ? loan.bank() : null,
                    inFull ? loan.borrower() : null,
                    inFull ? loan.voucher() : null,
                    inFull ? loan.id() : null,
                    inFull ? financing.financed() : null,
                    inFull ? financing.claim() : null,
                    inFull ? place.share() : null);
        }
    }

    /// @param source the law by which they are ranked
    record PriorityJson(ReceivableId receivableId, List<PlaceJson> items, String source) {}

    /// @param paid an amount in the receivable's currency: who would get what of it
    @GetMapping
    PriorityJson priority(
            Caller caller, @PathVariable ReceivableId id, @RequestParam(required = false) @Nullable String paid) {
        var currency = priorities.currencyOf(id).orElseThrow(Problem::notFound);
        var sum = paid == null
                ? null
                : BodyFields.typed("?paid", "amount", "docs/api/README.md", () -> Money.parse(paid, currency));
        var view = priorities.view(caller.party(), caller.kind(), id, sum).orElseThrow(Problem::notFound);
        var places = view.places().stream()
                .map(place -> PlaceJson.of(place, view.isOwn(place)))
                .toList();
        return new PriorityJson(id, places, SOURCE);
    }
}
