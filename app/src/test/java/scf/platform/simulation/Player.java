package scf.platform.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.SplittableRandom;

/// A party that plays: again and again it chooses among what it could do now. What it chooses comes from the seed; what
/// there is to choose from also from what the others and the platform have done so far.
abstract class Player {

    private static final int ONE_PROBE_IN = 30;
    private static final long BORED_MILLIS = 150;

    protected final Stage stage;
    protected final Party party;
    protected final Desk desk;
    protected final SplittableRandom random;

    Player(Stage stage, Party party, SplittableRandom random) {
        this.stage = stage;
        this.party = party;
        this.random = random;
        this.desk = new Desk(stage, party, random.split());
    }

    Party party() {
        return party;
    }

    /// Until the play is over.
    final void play() {
        try {
            while (!stage.isOver()) {
                boolean done;
                stage.turns().readLock().lock();
                try {
                    done = random.nextInt(ONE_PROBE_IN) == 0 ? pry() : turn();
                } finally {
                    stage.turns().readLock().unlock();
                }
                if (!done) {
                    stage.pause(BORED_MILLIS);
                }
            }
        } catch (RuntimeException | AssertionError e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            stage.broken(party + " cannot go on: " + trace);
        }
    }

    /// Whether there was anything to do.
    abstract boolean turn();

    private boolean pry() {
        var place = stage.somePlace(random);
        place.ifPresent(found -> {
            int chance = random.nextInt(10);
            if (chance < 5) {
                desk.probe(found);
            } else if (chance < 7) {
                desk.probe(missing(found));
            } else if (found.startsWith("/v1/vouchers/")) {
                desk.probe(
                        found + (random.nextBoolean() ? "/acceptance/prepare" : "/split/prepare"), foreignStep(found));
            } else if (found.startsWith("/v1/loans/")) {
                desk.probe(found + "/repayments", foreignStep(found));
            } else if (found.startsWith("/v1/financing-requests/")) {
                desk.probe(found + (random.nextBoolean() ? "/withdrawal" : "/rejection"), foreignStep(found));
            } else {
                desk.probe(found);
            }
        });
        if (random.nextInt(3) == 0) {
            desk.probe(LISTS[random.nextInt(LISTS.length)]);
        }
        return place.isPresent();
    }

    /// An address of the same form under which there is nothing: whoever may not see must not see a difference.
    private static String missing(String place) {
        char last = place.charAt(place.length() - 1);
        if (place.endsWith("/parts")) {
            return place.replaceFirst("V[0-9A-Z]{4}", "V0000");
        }
        return place.substring(0, place.length() - 1) + (last == '0' ? '1' : '0');
    }

    private static final String[] LISTS = {
        "/v1/vouchers?limit=20",
        "/v1/loans?limit=20",
        "/v1/receivables?limit=20",
        "/v1/financing-requests?limit=20",
        "/v1/clearing-instructions?limit=20",
        "/v1/credit-lines?limit=20",
        "/v1/registrations?limit=20",
        "/v1/trade-documents?limit=20",
        "/v1/bank-receipts?limit=20"
    };

    /// A step that only a stranger would try: of an object of one's own it does nothing either.
    private static Object foreignStep(String place) {
        if (place.startsWith("/v1/loans/")) {
            return Desk.body("amount", Desk.cny(1), "bankReference", "");
        }
        if (place.startsWith("/v1/vouchers/")) {
            return Desk.body("amounts", List.of());
        }
        return Desk.body("reasonCode", "NONE");
    }

    /// One in so many.
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /// An amount between two, in fen.
    long between(long least, long most) {
        return least >= most ? most : random.nextLong(least, most + 1);
    }

    /// What is done when the ledger has answered.
    void then(Desk.Told told, Runnable committed, Runnable refused) {
        stage.watch().await(told.hash(), new LedgerWatch.Waiting(committed, refused));
    }
}
