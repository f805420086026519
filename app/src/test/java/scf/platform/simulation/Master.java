package scf.platform.simulation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import scf.platform.LiveTown;
import tools.jackson.databind.JsonNode;

/// A chain-master (链主): answers what is claimed from it, and issues vouchers on what it has confirmed.
final class Master extends Player {

    private static final long LEAST = 80_000;
    private static final long MOST = 2_000_000;
    private static final int ENOUGH_VOUCHERS = 30;

    final Pile<Claimed> claims = new Pile<>();
    final Pile<Confirmed> confirmed = new Pile<>();
    final Pile<String> voidsProposed = new Pile<>();

    /// A claim that the master has to answer.
    record Claimed(String id, Supplier creditor, LocalDate due) {}

    /// What may still stand in vouchers.
    record Confirmed(String id, Supplier creditor, LocalDate due, long left) {}

    Master(Stage stage, Party party, SplittableRandom random) {
        super(stage, party, random);
    }

    @Override
    boolean turn() {
        int chance = random.nextInt(100);
        if (chance < 25) {
            return answer();
        }
        if (chance < 32) {
            return answerSeveral();
        }
        if (chance < 36) {
            return consentToVoid();
        }
        if (chance < 37) {
            return dilute();
        }
        return issue();
    }

    private boolean answer() {
        var found = claims.draw(random);
        found.ifPresent(claim -> {
            int chance = random.nextInt(100);
            if (chance < 80) {
                confirm(claim, percent(15) ? part() : Map.of());
            } else if (chance < 90) {
                dispute(claim);
            } else {
                reject(claim);
            }
        });
        return found.isPresent();
    }

    private Map<String, Object> part() {
        return Map.of("amount", Desk.cny(between(LEAST, Papers.PAYABLE / 10)));
    }

    private void confirm(Claimed claim, Object wish) {
        desk.actByTwo("/v1/receivables/" + claim.id() + "/confirmation", wish, Map.of())
                .ifPresent(told -> then(
                        told,
                        () -> confirmed(claim, told.prepared().path("readable").path(0)),
                        () -> claims.put(claim)));
    }

    private void confirmed(Claimed claim, JsonNode row) {
        long amount = row.path("confirmedMinor").asLong();
        confirmed.put(new Confirmed(claim.id(), claim.creditor(), claim.due(), amount));
        stage.remember("/v1/receivables/" + claim.id());
    }

    /// Not now, and then perhaps after all.
    private void dispute(Claimed claim) {
        desk.write(
                        "/v1/receivables/" + claim.id() + "/dispute",
                        Desk.body("reason", "the goods are being looked at", "reasonCode", "QUALITY"))
                .ifPresent(_ -> claims.put(claim));
    }

    private void reject(Claimed claim) {
        String path = "/v1/receivables/" + claim.id() + "/rejection";
        var reason = Desk.body("reason", "nothing was received", "reasonCode", "NOT_RECEIVED");
        if (random.nextBoolean()) {
            desk.actByTwo(path, reason, reason).ifPresent(told -> then(told, () -> {}, () -> claims.put(claim)));
        } else {
            var _ = desk.write(path, reason);
        }
    }

    /// Many by one signature.
    private boolean answerSeveral() {
        var drawn = claims.draw(random, 2 + random.nextInt(6));
        if (drawn.isEmpty()) {
            return false;
        }
        var rows =
                drawn.stream().map(claim -> Map.of("receivableId", claim.id())).toList();
        var told = desk.actByTwo("/v1/confirmations", Desk.body("rows", rows), Map.of());
        if (told.isEmpty()) {
            drawn.forEach(claims::put);
            return true;
        }
        var named = drawn.stream().collect(Collectors.toMap(Claimed::id, claim -> claim));
        then(
                told.get(),
                () -> StreamSupport.stream(
                                told.get().prepared().path("readable").spliterator(), false)
                        .forEach(row -> confirmed(
                                Objects.requireNonNull(
                                        named.get(row.path("receivable").asString())),
                                row)),
                () -> drawn.forEach(claims::put));
        return true;
    }

    private boolean issue() {
        var found = confirmed.draw(random);
        found.ifPresent(receivable -> {
            long amount = Math.min(receivable.left(), between(LEAST, MOST));
            if (receivable.creditor().pending.size() > ENOUGH_VOUCHERS) {
                confirmed.put(receivable);
                return;
            }
            var wish = Desk.body(
                    "receivableId", receivable.id(),
                    "amount", Desk.cny(amount),
                    "dueDate", due(receivable).toString());
            var told = desk.act("/v1/vouchers", wish, Map.of());
            // What was refused is tried again some time: a quota is raised, what is unpaid is paid.
            long left = told.isPresent() ? receivable.left() - amount : receivable.left();
            if (left >= LEAST && receivable.due().isAfter(stage.today().plusDays(2))) {
                confirmed.put(new Confirmed(receivable.id(), receivable.creditor(), receivable.due(), left));
            }
            told.ifPresent(issued -> then(issued, () -> issued(receivable, amount, issued), () -> {}));
        });
        return found.isPresent();
    }

    private LocalDate due(Confirmed receivable) {
        var first = stage.today().plusDays(2);
        long room = Math.max(0, receivable.due().toEpochDay() - first.toEpochDay());
        return LocalDate.ofEpochDay(first.toEpochDay() + (room == 0 ? 0 : random.nextLong(room + 1)));
    }

    private void issued(Confirmed receivable, long amount, Desk.Told told) {
        String no = LiveTown.text(told.answer(), "/no");
        var due = LocalDate.parse(LiveTown.text(told.answer(), "/dueDate"));
        receivable.creditor().pending.put(new Supplier.Held(no, amount, due, this, 0));
        stage.remember("/v1/vouchers/" + no);
    }

    /// Less is owed than was confirmed: never of what stands in vouchers.
    private boolean dilute() {
        var found = confirmed.draw(random);
        found.ifPresent(receivable -> {
            String path = "/v1/receivables/" + receivable.id() + "/dilution";
            long less = Math.min(receivable.left() / 2, between(1, LEAST));
            desk.write(path + "/prepare", Desk.body("amount", Desk.cny(less), "grounds", "a crate came back broken"))
                    .flatMap(act -> desk.consentAsChecker(path, act))
                    .ifPresent(_ -> receivable.creditor().dilutions.put(receivable.id()));
            confirmed.put(
                    new Confirmed(receivable.id(), receivable.creditor(), receivable.due(), receivable.left() - less));
        });
        return found.isPresent();
    }

    private boolean consentToVoid() {
        var found = voidsProposed.draw(random);
        found.ifPresent(no -> {
            String path = "/v1/vouchers/" + no + "/void";
            desk.read(path)
                    .flatMap(act -> desk.consent(path + "/consent", act))
                    .ifPresent(told -> then(told, () -> {}, () -> {}));
        });
        return found.isPresent();
    }
}
