package scf.devledger;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How rude the ledger is. A real network is all of this at times; a development ledger that never was would teach a
/// client to rely on manners.
///
/// The pace is given at the start; the rest is switched by tests while the ledger runs.
public final class Rudeness {

    private static final Duration BATCH_TIMEOUT = Duration.ofMillis(50);
    private static final int BATCH_SIZE = 500;

    private final Duration batchTimeout;
    private final int batchSize;
    private volatile Duration endorsementDelay = Duration.ZERO;
    private volatile Duration commitDelay = Duration.ZERO;
    private volatile Duration ahead = Duration.ZERO;
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger lostTransactions = new AtomicInteger();
    private final Set<String> downEndorsers = ConcurrentHashMap.newKeySet();

    /// @param batchTimeout how long the orderer waits for company before it cuts a block
    /// @param batchSize the most transactions in a block
    public Rudeness(Duration batchTimeout, int batchSize) {
        this.batchTimeout = batchTimeout;
        this.batchSize = batchSize;
    }

    /// An orderer's usual pace and no mishaps: 50 ms, 500 transactions.
    public static Rudeness usual() {
        return new Rudeness(BATCH_TIMEOUT, BATCH_SIZE);
    }

    /// Every endorsement takes this much longer.
    public void delayEndorsements(Duration delay) {
        endorsementDelay = delay;
    }

    /// Every block is cut this much later.
    public void delayCommits(Duration delay) {
        commitDelay = delay;
    }

    /// Whoever makes transactions has a clock that runs so much ahead of this machine's: a test lets days pass.
    public void runAhead(Duration by) {
        ahead = by;
    }

    /// The next `count` valid transactions are found to be in conflict with another one.
    public void forceConflicts(int count) {
        conflicts.set(count);
    }

    /// The next `count` transactions are ordered, and commit, but the answer to the client is lost.
    public void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    /// The next `count` transactions are acknowledged by the orderer and lost with it.
    public void loseTransactions(int count) {
        lostTransactions.set(count);
    }

    /// The organisation's peer does not answer until [#bringUp].
    public void takeDown(String mspId) {
        downEndorsers.add(mspId);
    }

    public void bringUp(String mspId) {
        downEndorsers.remove(mspId);
    }

    Duration batchTimeout() {
        return batchTimeout;
    }

    int batchSize() {
        return batchSize;
    }

    Duration endorsementDelay() {
        return endorsementDelay;
    }

    Duration commitDelay() {
        return commitDelay;
    }

    Duration ahead() {
        return ahead;
    }

    boolean isDown(String mspId) {
        return downEndorsers.contains(mspId);
    }

    boolean takesConflict() {
        return takeOne(conflicts);
    }

    boolean losesAnswer() {
        return takeOne(lostAnswers);
    }

    boolean losesTransaction() {
        return takeOne(lostTransactions);
    }

    private static boolean takeOne(AtomicInteger counter) {
        return counter.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
