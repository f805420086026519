package scf.platform.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The city (主管部门): freezes and unfreezes what a court has ordered, and sets what chain-masters may issue.
final class CityDesk extends Player {

    private static final int MOST_FROZEN = 6;

    private final List<Master> masters;
    private final Pile<String> frozen = new Pile<>();

    CityDesk(Stage stage, Party party, SplittableRandom random, List<Master> masters) {
        super(stage, party, random);
        this.masters = masters;
    }

    @Override
    boolean turn() {
        int chance = random.nextInt(100);
        if (chance < 4) {
            return setQuota();
        }
        if (chance < 20) {
            return frozen.size() < MOST_FROZEN ? freeze() : unfreeze();
        }
        return chance < 40 && unfreeze();
    }

    private boolean setQuota() {
        var master = masters.get(random.nextInt(masters.size()));
        var _ = desk.write(
                "/v1/issuing-quotas",
                Desk.body(
                        "masterId", master.party().id(),
                        "limit", Desk.cny(between(Opening.LEAST_QUOTA, Opening.LEAST_QUOTA * 3)),
                        "effectiveFrom", stage.today().toString(),
                        "effectiveTo", stage.today().plusYears(1).toString()));
        return true;
    }

    private boolean freeze() {
        var place = stage.somePlace(random).filter(found -> found.matches("/v1/vouchers/[^/]+"));
        place.ifPresent(voucher -> desk.act(voucher + "/freeze", order(), Map.of())
                .ifPresent(told -> then(told, () -> frozen.put(voucher), () -> {})));
        return place.isPresent();
    }

    private boolean unfreeze() {
        var found = frozen.draw(random);
        found.ifPresent(voucher -> desk.act(voucher + "/unfreeze", order(), Map.of())
                .ifPresentOrElse(told -> then(told, () -> {}, () -> frozen.put(voucher)), () -> {}));
        return found.isPresent();
    }

    private static Object order() {
        return Desk.body("authority", "榕江市中级人民法院", "documentSha256", "ab".repeat(32));
    }
}
