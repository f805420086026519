package scf.platform.loan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.receivable.Receivables;
import scf.platform.registration.Registration;
import scf.platform.registration.Registrations;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.ReceivableId;

/// Who comes first among all that have financed one receivable (民法典 768), in whichever of its vouchers: what the claim
/// brings is one sum, and where it is too small the ranks decide.
///
/// Registered is what is in force at 中登网 today. Told of a financing is the debtor when the ledger holds it, because
/// from that moment the debtor reads in its voucher who is to be paid (合同编通则解释 50).
@Service
@Transactional(readOnly = true)
public class Priorities {

    private final Loans loans;
    private final Receivables receivables;
    private final Registrations registrations;
    private final Vouchers vouchers;

    Priorities(Loans loans, Receivables receivables, Registrations registrations, Vouchers vouchers) {
        this.loans = loans;
        this.receivables = receivables;
        this.registrations = registrations;
        this.vouchers = vouchers;
    }

    /// One financing in its rank.
    ///
    /// @param rank counts from one; who stands in one rank shares
    /// @param share what it would get of the sum that was asked about
    public record Place(
            int rank,
            Loan.Terms loan,
            Priority.Financing financing,
            @Nullable Money share) {}

    /// The places as a reader may see them.
    ///
    /// @param own which of them are its business in full; of the others it sees that they are there, and since when
    public record View(List<Place> places, List<LoanId> own) {

        public boolean isOwn(Place place) {
            return own.contains(place.loan().id());
        }
    }

    /// For the city and the debtor all of it. For the creditor, and whoever has financed or sold a part, the ranks, and
    /// in full its own. For everybody else the receivable is missing.
    ///
    /// @param paid what the claim brings, when it is asked who would get it
    public Optional<View> view(EnterpriseId reader, PartyKind kind, ReceivableId id, @Nullable Money paid) {
        var found = receivables.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var claim = found.get().claim();
        var places = places(id, paid);
        boolean seesAll = kind == PartyKind.CITY || claim.debtor().equals(reader);
        var own = places.stream()
                .map(Place::loan)
                .filter(loan ->
                        seesAll || loan.bank().equals(reader) || loan.borrower().equals(reader))
                .map(Loan.Terms::id)
                .toList();
        return seesAll || claim.creditor().equals(reader) || !own.isEmpty()
                ? Optional.of(new View(places, own))
                : Optional.empty();
    }

    /// The currency in which the receivable is owed.
    public Optional<String> currencyOf(ReceivableId id) {
        return receivables
                .find(id)
                .map(found -> found.claim().amount().currency().getCurrencyCode());
    }

    private List<Place> places(ReceivableId id, @Nullable Money paid) {
        var running = vouchers.on(id).stream()
                .flatMap(no -> loans.on(no).stream())
                .filter(Loan.Running.class::isInstance)
                .toList();
        var financings = running.stream().map(this::financing).toList();
        var shares = paid == null ? Map.<Priority.Financing, Money>of() : Priority.distribute(paid, financings);
        var places = new ArrayList<Place>();
        int rank = 0;
        for (var alike : Priority.ranks(financings)) {
            rank++;
            for (var financing : alike) {
                var loan = running.stream()
                        .map(Loan::terms)
                        .filter(terms -> terms.id().equals(financing.loan()))
                        .findFirst()
                        .orElseThrow();
                places.add(new Place(rank, loan, financing, shares.get(financing)));
            }
        }
        return places;
    }

    /// Where this financing stands among all that its claim carries.
    Optional<Place> of(Loan.Terms loan) {
        var receivable = vouchers.find(loan.voucher()).orElseThrow().terms().receivable();
        return places(receivable, null).stream()
                .filter(place -> place.loan().id().equals(loan.id()))
                .findFirst();
    }

    private Priority.Financing financing(Loan loan) {
        var terms = loan.terms();
        return new Priority.Financing(
                terms.id(),
                terms.bank(),
                terms.principal(),
                loans.owed(loan).total(),
                registrations
                        .of(terms.request())
                        .map(Registration::registeredAt)
                        .orElse(null),
                toldAt(terms));
    }

    private @Nullable Instant toldAt(Loan.Terms loan) {
        return vouchers.financedAt(loan.voucher()).orElse(null);
    }
}
