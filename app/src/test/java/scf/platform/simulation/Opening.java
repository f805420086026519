package scf.platform.simulation;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import scf.contract.Algorithm;
import scf.platform.LiveTown;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterprise.UnifiedSocialCreditCode;

/// What a city has before the play begins: parties with keys and accounts, chains, chain-masters that have gone all the
/// way to the whitelist, and lines of every bank to every chain, with limits that will bind.
final class Opening {

    /// To which a bank cuts a limit at most.
    static final long LEAST_LIMIT = 200_000;

    static final long LEAST_QUOTA = 200_000_000;

    private static final int DAYS_OF_NOTICE = 8;
    private static final List<Algorithm> ALGORITHMS =
            List.of(Algorithm.ED25519, Algorithm.ECDSA_P256_SHA256, Algorithm.ED25519, Algorithm.SM2_SM3);

    private final Stage stage;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final Party city;
    private final Desk cityDesk;
    private int drawn;
    private long limit;

    Opening(Stage stage, SimulatedTime time, SplittableRandom random, City city) {
        this.stage = stage;
        this.time = time;
        this.random = random;
        this.city = Party.of(city, stage.house().base(), time);
        this.cityDesk = new Desk(stage, this.city, random.split());
    }

    /// A chain before its players are there.
    private record Chain(String id, Party master, List<Party> firstTier, List<Party> secondTier) {}

    /// Who is registered, in the order of the seed.
    private record Registrant(PartyKind kind, @Nullable String size, String code, Algorithm acts, Desk by) {}

    List<Player> opened(Plan.Size size) {
        limit = size.limitMinor();
        var registrants = new ArrayList<Registrant>();
        for (int i = 0; i < size.banks(); i++) {
            registrants.add(registrant(PartyKind.BANK, null));
        }
        for (int i = 0; i < size.chains(); i++) {
            registrants.add(registrant(PartyKind.ENTERPRISE, "LARGE"));
            for (int j = 0; j < size.pairs(); j++) {
                registrants.add(registrant(PartyKind.ENTERPRISE, "SMALL"));
                registrants.add(registrant(PartyKind.ENTERPRISE, "MICRO"));
            }
        }
        var parties =
                new ArrayDeque<>(LiveTown.atOnce(registrants.size(), number -> registered(registrants.get(number))));
        var bankParties = taken(parties, size.banks());
        var laid = new ArrayList<Chain>();
        for (int i = 0; i < size.chains(); i++) {
            laid.add(chain(parties, size.pairs()));
        }
        list(laid);
        return players(
                bankParties.stream()
                        .map(bank -> new Bank(stage, bank, random.split()))
                        .toList(),
                laid);
    }

    private static List<Party> taken(Queue<Party> parties, int count) {
        var taken = new ArrayList<Party>();
        for (int i = 0; i < count; i++) {
            taken.add(parties.remove());
        }
        return taken;
    }

    private List<Player> players(List<Bank> banks, List<Chain> chains) {
        var players = new ArrayList<Player>();
        var masters = new ArrayList<Master>();
        for (var chain : chains) {
            var master = new Master(stage, chain.master(), random.split());
            masters.add(master);
            account(chain.master(), banks.getFirst());
            banks.forEach(bank -> line(bank, chain));
            share(chain.master(), banks.getFirst());
            for (int i = 0; i < chain.firstTier().size(); i++) {
                var second = supplier(chain.secondTier().get(i), master, banks, null);
                players.add(second);
                players.add(supplier(chain.firstTier().get(i), master, banks, second));
            }
        }
        players.addAll(masters);
        players.addAll(banks);
        players.add(new CityDesk(stage, city, random.split(), masters));
        return players;
    }

    private Supplier supplier(Party party, Master master, List<Bank> banks, @Nullable Supplier seller) {
        String account = account(party, banks.get(random.nextInt(banks.size())));
        return new Supplier(stage, party, random.split(), master, banks, seller, account);
    }

    // Parties

    private Registrant registrant(PartyKind kind, @Nullable String size) {
        return new Registrant(kind, size, code(), ALGORITHMS.get(drawn++ % ALGORITHMS.size()), desk(city));
    }

    private Party registered(Registrant one) {
        var body =
                Desk.body("kind", one.kind().name(), "scheme", "USCC", "identifier", one.code(), "name", "闽江测试机械有限公司");
        Optional.ofNullable(one.size()).ifPresent(declared -> body.put("size", declared));
        var desk = one.by();
        String id = LiveTown.text(must(desk.write("/v1/enterprises", body)), "/id");
        var party = Party.drawn(
                id, one.kind(), one.code(), one.acts(), stage.house().base(), time);
        must(desk.write("/v1/keys", LiveTown.wish(id, "http", "maker", party.makerKey())));
        must(desk.write("/v1/keys", LiveTown.wish(id, "http", "checker", party.checkerKey())));
        var wish = LiveTown.wish(id, "act", "checker", party.act());
        committed(must(desk.act("/v1/keys", wish, wish)));
        return party;
    }

    /// A 统一社会信用代码 that nobody else has, with the check characters that it needs.
    private String code() {
        String body = "91350100MA%06d".formatted(random.nextInt(1_000_000));
        for (char organisation : "0123456789X".toCharArray()) {
            for (char check : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                try {
                    return new UnifiedSocialCreditCode(body + organisation + check).value();
                } catch (IllegalArgumentException _) {
                    // Not these check characters.
                }
            }
        }
        throw new AssertionError("one pair of check characters fits: " + body);
    }

    private String account(Party owner, Bank bank) {
        String accounts = "/v1/enterprises/" + owner.id() + "/accounts";
        var number = "62%017d".formatted(random.nextLong(100_000_000_000_000_000L));
        var body = Desk.body(
                "name",
                "闽江测试机械有限公司",
                "number",
                number,
                "bankCode",
                "313391080007",
                "bankId",
                bank.party().id());
        String id = LiveTown.text(must(desk(owner).write(accounts, body)), "/id");
        must(bank.desk.write(accounts + "/" + id + "/verification", Map.of()));
        return id;
    }

    private Desk desk(Party party) {
        return new Desk(stage, party, random.split());
    }

    // Chains

    private Chain chain(Queue<Party> parties, int pairs) {
        var master = parties.remove();
        String id = LiveTown.text(
                must(cityDesk.write(
                        "/v1/chains", Desk.body("masterId", master.id(), "name", "闽江装备产业链", "industry", "装备制造"))),
                "/id");
        var first = new ArrayList<Party>();
        var second = new ArrayList<Party>();
        String members = "/v1/chains/" + id + "/members";
        for (int i = 0; i < pairs; i++) {
            var one = parties.remove();
            var two = parties.remove();
            must(desk(master).write(members, Desk.body("enterpriseId", one.id(), "tier", 1)));
            must(desk(master).write(members, Desk.body("enterpriseId", two.id(), "tier", 2, "inviterId", one.id())));
            first.add(one);
            second.add(two);
        }
        return new Chain(id, master, first, second);
    }

    /// Declared, recommended, reviewed, publicised, and after the days of notice listed.
    private void list(List<Chain> chains) {
        var entries = new ArrayList<String>();
        var reason = Desk.body("reason", "leads the chain of heavy machinery in the city");
        for (var chain : chains) {
            entries.add(LiveTown.text(must(desk(chain.master()).write("/v1/whitelist/entries", reason)), "/id"));
        }
        for (String step : List.of("recommendation", "review", "publication")) {
            entries.forEach(entry -> must(cityDesk.write("/v1/whitelist/entries/" + entry + "/" + step, reason)));
        }
        moveTo(stage.today().plusDays(DAYS_OF_NOTICE));
        entries.forEach(entry -> must(cityDesk.write("/v1/whitelist/entries/" + entry + "/listing", reason)));
    }

    private void moveTo(LocalDate day) {
        time.want(day);
        while (stage.today().isBefore(day)) {
            stage.pause(20);
        }
    }

    // Credit

    private void line(Bank bank, Chain chain) {
        var from = stage.today().toString();
        String line = LiveTown.text(
                must(bank.desk.write(
                        "/v1/credit-lines",
                        Desk.body(
                                "chainId", chain.id(),
                                "limit", Desk.cny(8 * limit),
                                "revolving", random.nextInt(4) > 0,
                                "effectiveFrom", from,
                                "effectiveTo", stage.today().plusYears(2).toString()))),
                "/id");
        var rows = new ArrayList<Map<String, Object>>();
        tier(rows, 1, chain.firstTier());
        tier(rows, 2, chain.secondTier());
        must(bank.desk.write(
                "/v1/credit-lines/" + line + "/sub-limits", Desk.body("batchNo", "2026-001", "rows", rows)));
        bank.granted(line);
    }

    /// The chain-master bears a part of what its suppliers pay at one bank (付息分摊, 付费分摊).
    private void share(Party master, Bank bank) {
        must(desk(master)
                .write(
                        "/v1/cost-sharings",
                        Desk.body(
                                "bankId",
                                bank.party().id(),
                                "interestShare",
                                "33.3300",
                                "feesShare",
                                "12.5000",
                                "inForceFrom",
                                stage.today().toString(),
                                "inForceTo",
                                stage.today().plusYears(1).toString(),
                                "authorityDocument",
                                "董事会决议 2026-7")));
    }

    private void tier(List<Map<String, Object>> rows, int tier, List<Party> members) {
        rows.add(Desk.body("level", "TIER", "tier", tier, "limit", Desk.cny(6 * limit)));
        for (var member : members) {
            rows.add(Desk.body(
                    "level", "SUPPLIER", "tier", tier, "supplierId", member.id(), "limit", Desk.cny(4 * limit)));
            for (String product : List.of(LiveTown.PURCHASE, LiveTown.PLEDGE)) {
                rows.add(Desk.body(
                        "level",
                        "PRODUCT",
                        "tier",
                        tier,
                        "supplierId",
                        member.id(),
                        "product",
                        product,
                        "limit",
                        Desk.cny(3 * limit)));
            }
        }
    }

    // What has to succeed

    private <T> T must(Optional<T> answer) {
        return answer.orElseThrow(() -> new IllegalStateException(
                "the opening is refused: " + stage.counts().refusals().keySet()));
    }

    private void committed(Desk.Told told) {
        var heard = new CountDownLatch(1);
        stage.watch().await(told.hash(), new LedgerWatch.Waiting(heard::countDown, () -> {}));
        try {
            if (!heard.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the ledger has not taken " + told.hash());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
