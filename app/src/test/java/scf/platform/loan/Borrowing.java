package scf.platform.loan;

import java.time.Duration;
import java.util.List;
import scf.contract.Recourse;
import scf.platform.SqlRow;
import scf.platform.Town;
import scf.platform.financing.AcceptanceRefusal;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Product;
import scf.platform.financing.Submitting;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.registration.Recording;
import scf.platform.registration.Registration;
import scf.platform.registration.Registrations;
import scf.platform.voucher.Drafting;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;

/// How the supplier of a [Town] comes to a loan from its bank, as far as a test wants to go.
public final class Borrowing {

    private final Town town;
    private final FinancingRequests requests;
    private final Loans loans;
    private int registrations;

    public Borrowing(Town town) {
        this.town = town;
        this.requests = town.the(FinancingRequests.class);
        this.loans = town.the(Loans.class);
    }

    /// A voucher of that face, an offer on it accepted, the lock on the ledger, the right registered.
    public FinancingRequestId registered(Product product, Money face, Money amount, String rate) {
        return registered(product, product.usualRecourse(), face, amount, rate);
    }

    public FinancingRequestId registered(Product product, Recourse recourse, Money face, Money amount, String rate) {
        var id = accepted(product, recourse, face, amount, rate);
        register(id);
        return id;
    }

    /// An offer on it accepted, the lock on the ledger, and nothing registered yet.
    public FinancingRequestId accepted(Product product, Money face, Money amount, String rate) {
        return accepted(product, product.usualRecourse(), face, amount, rate);
    }

    private FinancingRequestId accepted(Product product, Recourse recourse, Money face, Money amount, String rate) {
        var wish = new FinancingRequests.Wish(town.active(face), product, amount, List.of(town.bank));
        var id = ((Submitting.Submitted) requests.submit(town.supplier, "maker", wish))
                .request()
                .id();
        var mode = product.mayBeDiscountedUpFront() ? InterestMode.UP_FRONT : InterestMode.AT_MATURITY;
        var terms = new OfferTerms(
                product, recourse, mode, amount, Rate.ofPercent(rate), DayCount.ACT_360, Money.zero(amount.currency()));
        var offering = requests.offer(town.bank, "desk", id, terms, town.now().plus(Duration.ofDays(1)));
        var offer = ((Offering.Offered) offering).offer();
        var drafting = requests.prepareAcceptance(town.supplier, "maker", null, id, offer.id());
        requests.accept(
                town.supplier,
                id,
                offer.id(),
                town.signed(town.supplier, ((Drafting.Prepared<AcceptanceRefusal>) drafting).act()));
        town.ledger.writes();
        return id;
    }

    private void register(FinancingRequestId id) {
        registrations++;
        var at = town.now().minusSeconds(60);
        var evidence = new Registrations.Evidence(
                id,
                "025478130006105%05d".formatted(registrations),
                at,
                new Registration.Search(at.minusSeconds(60), Registration.SearchResult.NO_PRIOR_REGISTRATION),
                town.the(Registrations.class).text(town.bank, id).orElseThrow());
        var recording = town.the(Registrations.class).record(town.bank, "desk", evidence);
        if (!(recording instanceof Recording.Recorded)) {
            throw new AssertionError(recording.toString());
        }
    }

    public LoanId originated(Product product, Money face, Money amount, String rate) {
        return originated(registered(product, face, amount, rate), amount);
    }

    private LoanId originated(FinancingRequestId id, Money amount) {
        return ((Originating.Originated) loans.originate(town.bank, "desk", id, amount))
                .loan()
                .terms()
                .id();
    }

    /// Paid out to the supplier's account, and the ledger holds it.
    public LoanId active(Product product, Money face, Money amount, String rate) {
        return active(originated(product, face, amount, rate));
    }

    /// A voucher that was sold, and whose buyer may turn to the seller.
    public LoanId soldWithRecourse(Money face, String rate) {
        var request = registered(Product.PAYABLES_FINANCE, Recourse.WITH_RECOURSE, face, face, rate);
        return active(originated(request, face));
    }

    private LoanId active(LoanId id) {
        var account = account(town.supplier, true);
        loans.disburse(town.bank, id, account, town.signed(town.bank, prepared(id, account)));
        town.ledger.writes();
        return id;
    }

    public PreparedAct prepared(LoanId id, AccountId account) {
        return ((Drafting.Prepared<DisburseRefusal>) loans.prepareDisbursement(town.bank, "desk", null, id, account))
                .act();
    }

    /// An account of this party at the town's first bank.
    public AccountId account(EnterpriseId owner, boolean verified) {
        var id = AccountId.random();
        SqlRow.place(
                town.sql,
                SqlRow.of(
                        "enterprise.accounts",
                        "id",
                        "'" + id + "'",
                        "owner_id",
                        "'" + owner + "'",
                        "name",
                        "'闽江测试机械有限公司'",
                        "number",
                        "'" + number(id) + "'",
                        "bank_code",
                        "'102391000017'",
                        "bank_id",
                        "'" + town.bank + "'",
                        "opened_at",
                        "now()",
                        "verified_at",
                        verified ? "now()" : "null",
                        "verified_by",
                        verified ? "'desk'" : "null"));
        return id;
    }

    /// Accounts are numbered by their ids.
    public static String number(AccountId id) {
        return id.toString().substring(0, 18);
    }
}
