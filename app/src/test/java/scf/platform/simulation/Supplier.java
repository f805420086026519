package scf.platform.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import scf.platform.LiveTown;
import scf.platform.signing.MessageKey;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;

/// A supplier (供应商): delivers and claims, takes vouchers or does not, passes them on, cuts them up, gives them back,
/// and turns them into money at a bank.
final class Supplier extends Player {

    private static final long LEAST = 20_000;
    private static final int DAYS_TO_PAY = 50;
    private static final int ENOUGH_CLAIMS = 12;
    private static final int CLAIMS_ON_AN_INVOICE = 10;
    private static final int MOST_HOPS = 3;
    private static final int ONE_ROTATION_IN = 400;
    private static final int FEW = 3;
    private static final int MOST_AT_ONCE = 6;
    private static final int ONE_CONSENT_IN = 10;
    private static final int ROOM_FOR_ONE_PERCENT = 60;

    private final Master master;
    private final List<Bank> banks;
    /// Who sells to this one: it is paid with vouchers.
    private final @Nullable Supplier seller;
    /// The account into which banks pay.
    private final String account;

    /// Where the first bank changes what this supplier may draw.
    private final Desk counter;

    final Pile<Held> pending = new Pile<>();
    final Pile<Held> active = new Pile<>();
    final Pile<Asked> asked = new Pile<>();
    final Pile<String> dilutions = new Pile<>();

    /// A voucher in hand, or offered.
    record Held(String no, long fen, LocalDate due, Master issuer, int hops) {}

    /// A request for money and what banks have offered on it.
    record Asked(String id, Held voucher, List<Offer> offers, Supplier holder, LocalDate since) {}

    record Offer(String id, long fen, Bank by) {}

    Supplier(
            Stage stage,
            Party party,
            SplittableRandom random,
            Master master,
            List<Bank> banks,
            @Nullable Supplier seller,
            String account) {
        super(stage, party, random);
        this.master = master;
        this.banks = banks;
        this.seller = seller;
        this.account = account;
        this.counter = new Desk(stage, banks.getFirst().party(), random.split());
    }

    String account() {
        return account;
    }

    @Override
    boolean turn() {
        if (oneIn(ONE_ROTATION_IN)) {
            return rotate();
        }
        if (oneIn(ONE_CONSENT_IN)) {
            return consentToDilution();
        }
        int chance = random.nextInt(100);
        if (chance < 12) {
            return seller == null ? takeOrDecline() : deliver();
        }
        if (chance < 45) {
            return takeOrDecline();
        }
        if (chance < 60) {
            return asked.size() >= FEW ? acceptSeveral() : accept();
        }
        if (chance < 70) {
            return accept();
        }
        return use();
    }

    // Keys

    /// The old act key signs for the new one. What was prepared under the old one is refused from then on.
    private boolean rotate() {
        var old = party.act();
        var next = MessageKey.draw(new KeyId("act-" + party.id() + "-" + random.nextInt(1_000_000)), old.algorithm());
        var successor = LiveTown.successor(old, next);
        desk.act("/v1/keys/" + old.kid() + "/rotation", successor, successor)
                .ifPresent(told -> then(told, () -> party.rotatedTo(next), () -> {}));
        return true;
    }

    // Claims

    /// Order, receipt and invoice, and the claims on it.
    private boolean deliver() {
        if (master.claims.size() >= ENOUGH_CLAIMS) {
            return false;
        }
        var today = stage.today();
        String number = number();
        var order = hand(Papers.ORDER, number, party, master.party(), today);
        var received = hand(Papers.RECEIPT, number, party, master.party(), today);
        var invoice = hand(Papers.INVOICE, number, party, master.party(), today);
        if (order == null || received == null || invoice == null) {
            return true;
        }
        var due = today.plusDays(DAYS_TO_PAY);
        for (int i = 0; i < CLAIMS_ON_AN_INVOICE; i++) {
            desk.write(
                            "/v1/receivables",
                            Desk.body(
                                    "invoiceId",
                                    invoice,
                                    "contractNo",
                                    "HT-" + number,
                                    "amount",
                                    Desk.cny(Papers.PAYABLE / CLAIMS_ON_AN_INVOICE),
                                    "dueDate",
                                    due.toString(),
                                    "termClause",
                                    "art 7.2: paid seven weeks after delivery",
                                    "documentIds",
                                    List.of(order, received)))
                    .ifPresent(claim -> master.claims.put(new Master.Claimed(LiveTown.text(claim, "/id"), this, due)));
        }
        return true;
    }

    private @Nullable String hand(String paper, String number, Party from, Party to, LocalDate today) {
        String content = Papers.written(paper, number, from, to, today);
        return desk.hand("/v1/trade-documents", Papers.type(paper), content)
                .map(document -> {
                    String id = LiveTown.text(document, "/id");
                    stage.remember("/v1/trade-documents/" + id);
                    return id;
                })
                .orElse(null);
    }

    /// Twenty digits, of which only the seed knows where they come from.
    private String number() {
        var digits = new StringBuilder("26");
        for (int i = 0; i < 18; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /// The debtor says that less is owed (a credit note, goods that came back): it takes the creditor's word as well.
    private boolean consentToDilution() {
        var found = dilutions.draw(random);
        found.ifPresent(receivable -> {
            String path = "/v1/receivables/" + receivable;
            desk.read(path + "/dilutions").ifPresent(list -> {
                for (var dilution : list.path("items")) {
                    if (dilution.path("toSign").isObject()) {
                        desk.consent(path + "/dilution", dilution.path("toSign"))
                                .ifPresent(told -> then(told, () -> {}, () -> {}));
                        return;
                    }
                }
            });
        });
        return found.isPresent();
    }

    // What is offered

    private boolean takeOrDecline() {
        var found = pending.draw(random);
        found.ifPresent(voucher -> {
            String path = "/v1/vouchers/" + voucher.no();
            if (percent(94)) {
                desk.act(path + "/acceptance", Map.of(), Map.of())
                        .ifPresent(told -> then(told, () -> active.put(voucher), () -> pending.put(voucher)));
            } else {
                desk.act(path + "/decline", Desk.body("reason", "money is preferred"), Map.of())
                        .ifPresent(told -> then(told, () -> {}, () -> pending.put(voucher)));
            }
        });
        return found.isPresent();
    }

    // What is in hand

    private boolean use() {
        var found = active.draw(random);
        found.ifPresent(voucher -> {
            int chance = random.nextInt(100);
            if (chance < 26) {
                ask(voucher);
            } else if (chance < 60 && seller != null && voucher.hops() < MOST_HOPS) {
                passOn(voucher, seller);
            } else if (chance < 86 && voucher.fen() > 4 * LEAST) {
                split(voucher);
            } else if (chance < 92 && voucher.hops() == 0) {
                giveBack(voucher);
            }
            // The others are held until they are due.
        });
        return found.isPresent();
    }

    private void passOn(Held voucher, Supplier to) {
        String document = hand(Papers.ORDER, number(), to.party(), party, stage.today());
        if (document == null) {
            return;
        }
        long passed = percent(40) ? voucher.fen() : between(LEAST, voucher.fen());
        var parts = List.of(Desk.body("payeeId", to.party().id(), "amount", Desk.cny(passed), "documentId", document));
        desk.act("/v1/vouchers/" + voucher.no() + "/transfer", Desk.body("parts", parts), Map.of())
                .ifPresent(told -> then(told, () -> parted(voucher, to, told), () -> active.put(voucher)));
    }

    private void split(Held voucher) {
        var amounts = new ArrayList<Object>();
        long left = voucher.fen();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts && left > 2 * LEAST; i++) {
            long part = between(LEAST, left - LEAST);
            amounts.add(Desk.cny(part));
            left -= part;
        }
        desk.act("/v1/vouchers/" + voucher.no() + "/split", Desk.body("amounts", amounts), Map.of())
                .ifPresent(told -> then(told, () -> parted(voucher, this, told), () -> active.put(voucher)));
    }

    private void parted(Held whole, Supplier to, Desk.Told told) {
        var row = told.prepared().path("readable").path(0);
        for (var part : row.path("parts")) {
            to.pending.put(part(whole, part, whole.hops() + 1));
        }
        for (var kept : row.path("kept")) {
            active.put(part(whole, kept, whole.hops() + 1));
        }
        stage.remember("/v1/vouchers/" + whole.no() + "/parts");
    }

    private static Held part(Held whole, JsonNode part, int hops) {
        return new Held(
                part.path("voucher").asString(), part.path("amountMinor").asLong(), whole.due(), whole.issuer(), hops);
    }

    private void giveBack(Held voucher) {
        desk.act("/v1/vouchers/" + voucher.no() + "/void", Desk.body("reason", "the delivery came back"), Map.of())
                .ifPresent(_ -> voucher.issuer().voidsProposed.put(voucher.no()));
    }

    // Money

    private void ask(Held voucher) {
        boolean purchase = random.nextBoolean();
        long amount = purchase ? voucher.fen() : between(LEAST, voucher.fen());
        var chosen = banks.stream().filter(_ -> percent(70)).toList();
        if (chosen.isEmpty()) {
            active.put(voucher);
            return;
        }
        String product = purchase ? LiveTown.PURCHASE : LiveTown.PLEDGE;
        desk.write(
                        "/v1/financing-requests",
                        Desk.body(
                                "voucherNo", voucher.no(),
                                "product", product,
                                "amount", Desk.cny(amount),
                                "bankIds",
                                        chosen.stream()
                                                .map(bank -> bank.party().id())
                                                .toList(),
                                "validUntil",
                                        stage.now().plus(Duration.ofHours(12)).toString()))
                .ifPresent(request -> {
                    String id = LiveTown.text(request, "/id");
                    var open = new Asked(id, voucher, new ArrayList<>(), this, stage.today());
                    asked.put(open);
                    chosen.forEach(bank -> bank.asked.put(new Bank.Request(open, product, amount)));
                    stage.remember("/v1/financing-requests/" + id);
                });
    }

    private boolean accept() {
        var found = asked.draw(random);
        found.ifPresent(request -> {
            var offers = offersOn(request);
            if (offers.isEmpty() && stage.today().isBefore(request.since().plusDays(2))) {
                asked.put(request);
            } else if (offers.isEmpty() || oneIn(10)) {
                desk.write("/v1/financing-requests/" + request.id() + "/withdrawal", Map.of())
                        .ifPresent(_ -> active.put(request.voucher()));
            } else {
                accept(request, chosen(offers));
            }
        });
        return found.isPresent();
    }

    private static List<Offer> offersOn(Asked request) {
        synchronized (request.offers()) {
            return List.copyOf(request.offers());
        }
    }

    /// Most like the first bank best: then its limits are those that bind.
    private Offer chosen(List<Offer> offers) {
        var first =
                offers.stream().filter(offer -> offer.by() == banks.getFirst()).findFirst();
        return first.isPresent() && percent(60) ? first.get() : offers.get(random.nextInt(offers.size()));
    }

    private void accept(Asked request, Offer offer) {
        heard(request, offer, desk.actsAtOnce(List.of(step(request, offer))).getFirst());
    }

    /// Several at the same moment, of the same bank, which has room for some of them, and often just for one.
    private boolean acceptSeveral() {
        var bank = banks.getFirst();
        var accepting = new ArrayList<Asked>();
        var steps = new ArrayList<Desk.Step>();
        var offers = new ArrayList<Offer>();
        for (var request : asked.draw(random, MOST_AT_ONCE)) {
            var offer =
                    offersOn(request).stream().filter(one -> one.by() == bank).findFirst();
            if (offer.isEmpty()) {
                asked.put(request);
            } else {
                accepting.add(request);
                offers.add(offer.get());
                steps.add(step(request, offer.get()));
            }
        }
        if (offers.size() > 1 && percent(ROOM_FOR_ONE_PERCENT)) {
            bank.cut(counter, party, offers.stream().mapToLong(Offer::fen).max().orElseThrow());
        }
        var told = desk.actsAtOnce(steps);
        for (int i = 0; i < told.size(); i++) {
            heard(accepting.get(i), offers.get(i), told.get(i));
        }
        return !told.isEmpty();
    }

    private static Desk.Step step(Asked request, Offer offer) {
        var chosen = Desk.body("offerId", offer.id());
        return new Desk.Step("/v1/financing-requests/" + request.id() + "/acceptance", chosen, chosen);
    }

    private void heard(Asked request, Offer offer, Optional<Desk.Told> told) {
        if (told.isEmpty()) {
            // Its bank has no room left for it, or it has run out: another one, another time.
            synchronized (request.offers()) {
                request.offers().remove(offer);
            }
            asked.put(request);
            return;
        }
        then(told.get(), () -> offer.by().locked.put(request), () -> asked.put(request));
    }
}
