package scf.platform.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import scf.devledger.DevLedger;
import scf.devledger.Rudeness;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.Days;

/// What befalls a running platform from outside: answers of the ledger that are lost, transactions that are, conflicts,
/// a peer that is away, streams of events that break and begin again, and the days that pass.
final class Mishaps implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);
    private static final int PAUSE_MILLIS = 100;
    private static final int ONE_IN = 6;

    private final SplittableRandom random;
    private final Rudeness rudeness;
    private final DevLedger ledger;
    private final SimulatedTime time;
    private final BusinessDates dates;
    private final Days days;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean running;

    Mishaps(long seed, Rudeness rudeness, DevLedger ledger, SimulatedTime time, BusinessDates dates, Days days) {
        this.random = new SplittableRandom(seed);
        this.rudeness = rudeness;
        this.ledger = ledger;
        this.time = time;
        this.dates = dates;
        this.days = days;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("mishaps").start(this::run);
    }

    private void run() {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                rudeness.runAhead(time.ahead());
                moveDate();
                if (time.isRude() && random.nextInt(ONE_IN) == 0) {
                    befall();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void moveDate() {
        try {
            if (time.wantedDate().isAfter(dates.today())) {
                var _ = days.move(time.wantedDate());
            }
        } catch (RuntimeException e) {
            // The platform is closing, or a sweep held a row for too long: the date is still wanted a moment later.
            LOG.warn("The business date did not move", e);
        }
    }

    private void befall() throws InterruptedException {
        switch (random.nextInt(8)) {
            case 0, 1 -> rudeness.loseAnswers(1 + random.nextInt(4));
            case 2 -> rudeness.loseTransactions(1);
            case 3 -> rudeness.forceConflicts(1 + random.nextInt(3));
            case 4 -> rudeness.delayEndorsements(Duration.ofMillis(random.nextInt(60)));
            case 5 -> rudeness.delayCommits(Duration.ofMillis(random.nextInt(80)));
            case 6 -> ledger.breakEventStreams();
            case 7 -> {
                rudeness.delayEndorsements(Duration.ZERO);
                rudeness.delayCommits(Duration.ZERO);
                if (random.nextInt(4) == 0) {
                    rudeness.takeDown(DevLedger.CITY);
                    var _ = end.await(random.nextInt(400), TimeUnit.MILLISECONDS);
                    rudeness.bringUp(DevLedger.CITY);
                }
            }
            default -> throw new IllegalStateException("one of eight");
        }
    }

    @Override
    public void stop() {
        running = false;
        end.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
