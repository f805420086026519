package scf.devledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.ConfirmRow;
import scf.contract.DiluteRow;
import scf.contract.FundRow;
import scf.contract.LockRow;
import scf.contract.Product;
import scf.contract.ReleaseRow;
import scf.contract.Role;
import scf.contract.SettleRow;
import scf.contract.SignedAct;
import scf.contract.TransferRow;

/// Every act there is, with names, amounts and numbers in its rows that are looked for afterwards wherever a member of
/// the channel can look.
final class PlantedRoad {

    private static final String SELLER = "91330106MA2CDSUPPL 海港精密铸件有限公司 Haigang Castings";
    private static final String BUYER = "91310115MA1K4DEBTR 东海重型机械集团 Donghai Heavy Industries";
    private static final String INVOICE = "26332000001048576301";
    private static final String RELEASE_REASON = "the offer lapsed over the holidays 报价过期未续";
    private static final String DECLINE_REASON = "we would rather have cash 宁要现金不要凭证";
    private static final String REJECT_REASON = "the castings were cracked 铸件有裂纹";
    private static final String VOID_REASON = "the order was withdrawn 订单已撤回";
    private static final String COURT = "Ningbo Maritime Court 宁波海事法院";
    private static final String CREDIT_NOTE = "red-letter-26332000009988776655";
    private static final String RECEIPT = "CCB2026112200431877";
    private static final String REQUEST = "request-7741902-spring";
    private static final String OFFER = "offer-5520913-winter";
    private static final String LOAN = "loan-20261122-5530718";
    static final long TOTAL = 98_765_432_109L;
    static final long CONFIRMED = 87_654_321_098L;
    static final long FACE = 76_543_210_987L;
    private static final long MOVED = 54_321_098_765L;
    private static final long DILUTED = 43_210_987_654L;
    private static final long RATE = 65_432_109_876L;
    private static final long FEES = 32_109_876_543L;
    private static final Party SECOND = Party.of(Role.ENTERPRISE, Algorithm.SM2_SM3);
    /// How many acts the whole road takes.
    static final int ACTS = 24;

    final Town town = Town.with(Algorithm.SM2_SM3);
    final Secrets secrets = new Secrets();
    private final Party city;
    private final ToLongFunction<SignedAct> ledger;
    private long last;

    /// Walked to its end on that ledger.
    ///
    /// @param ledger takes an act and says in which block it stands
    PlantedRoad(Party city, ToLongFunction<SignedAct> ledger) {
        this.city = city;
        this.ledger = ledger;
        walk();
    }

    /// The block in which the road ends.
    long last() {
        return last;
    }

    private void tell(SignedAct act) {
        last = ledger.applyAsLong(act);
    }

    /// Plants them, and walks the road to its end.
    private void walk() {
        List.of(SELLER, BUYER, INVOICE, RELEASE_REASON, RECEIPT, REQUEST, OFFER, LOAN, Deeds.DOCUMENT)
                .forEach(secrets::plant);
        List.of(DECLINE_REASON, REJECT_REASON, VOID_REASON, COURT, CREDIT_NOTE).forEach(secrets::plant);
        // The parts of a name, too.
        List.of("海港精密铸件有限公司", "Haigang Castings", "东海重型机械集团", "Donghai Heavy", "91330106MA2CDSUPPL")
                .forEach(secrets::plant);
        List.of(TOTAL, CONFIRMED, FACE, RATE, FEES, MOVED, FACE - MOVED, DILUTED)
                .forEach(secrets::plant);
        List.of(town.debtor(), town.supplier(), town.bank(), SECOND)
                .forEach(party -> secrets.plant(UUID.fromString(party.id())));

        tell(Deeds.register(city, town.bank()));
        tell(Deeds.register(city, town.debtor()));
        tell(Deeds.register(town.bank(), town.supplier()));
        tell(Deeds.confirm(town.debtor(), confirmation()));
        tell(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), FACE));
        tell(Deeds.accept(town.supplier(), town.voucher(), 1));
        tell(lock(2));
        tell(Deeds.act(
                town.bank(),
                ActType.RELEASE,
                town.voucher(),
                3,
                new ReleaseRow(town.voucher(), town.bank().id(), RELEASE_REASON)));
        tell(lock(4));
        tell(Deeds.act(
                town.bank(),
                ActType.FUND,
                town.voucher(),
                5,
                new FundRow(town.voucher(), town.bank().id(), LOAN, OFFER, Product.PURCHASE, FACE, Deeds.CNY)));
        walkSideRoads();
        tell(Deeds.settle(town.bank(), town.voucher(), new SettleRow(town.voucher(), 6, RECEIPT, FACE, Deeds.CNY)));
    }

    /// A second voucher of the same receivable goes every way that does not end with money.
    private void walkSideRoads() {
        tell(Deeds.register(town.bank(), SECOND));
        tell(Deeds.confirm(town.debtor(), anotherConfirmation("r-side")));
        tell(Deeds.reject(town.debtor(), anotherConfirmation("r-never"), REJECT_REASON));
        tell(Deeds.issue(town.debtor(), town.supplier(), "V-side", "r-side", FACE));
        tell(Deeds.accept(town.supplier(), "V-side", 1));
        tell(Deeds.cancel(town.debtor(), town.supplier(), "V-side", 2, VOID_REASON));
        tell(Deeds.issue(town.debtor(), town.supplier(), "V-way", "r-side", FACE));
        tell(Deeds.accept(town.supplier(), "V-way", 1));
        var transfer = new TransferRow(
                "V-way",
                town.supplier().id(),
                List.of(new TransferRow.Part("V-way-1", SECOND.id(), MOVED, Deeds.DOCUMENT)),
                List.of(new TransferRow.Kept("V-way-2", FACE - MOVED)),
                null);
        tell(Deeds.transfer(town.supplier(), transfer, 2));
        tell(Deeds.decline(SECOND, "V-way-1", 1, DECLINE_REASON));
        tell(Deeds.freeze(city, "V-way-1.R", 1, COURT));
        tell(Deeds.unfreeze(city, "V-way-1.R", 2, COURT));
        var dilution = new DiluteRow(
                "r-side",
                town.debtor().id(),
                town.supplier().id(),
                DILUTED,
                Deeds.CNY,
                CREDIT_NOTE,
                List.of("V-way-1.R"));
        tell(Deeds.dilute(town.debtor(), List.of(town.supplier()), dilution, 1));
    }

    private ConfirmRow anotherConfirmation(String receivable) {
        return new ConfirmRow(
                receivable,
                0,
                town.debtor().id(),
                town.supplier().id(),
                SELLER,
                BUYER,
                INVOICE + receivable,
                Deeds.today().minusDays(3),
                TOTAL,
                CONFIRMED,
                Deeds.CNY,
                Deeds.due());
    }

    private ConfirmRow confirmation() {
        return new ConfirmRow(
                town.receivable(),
                0,
                town.debtor().id(),
                town.supplier().id(),
                SELLER,
                BUYER,
                INVOICE,
                Deeds.today().minusDays(3),
                TOTAL,
                CONFIRMED,
                Deeds.CNY,
                Deeds.due());
    }

    private SignedAct lock(long version) {
        var until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
        var row = new LockRow(
                town.voucher(),
                town.supplier().id(),
                town.bank().id(),
                REQUEST,
                OFFER,
                Product.PURCHASE,
                FACE,
                Deeds.CNY,
                "UP_FRONT",
                RATE,
                "ACT_360",
                FEES,
                until);
        return Deeds.act(town.supplier(), ActType.LOCK, town.voucher(), version, row);
    }
}
