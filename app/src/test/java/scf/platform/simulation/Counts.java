package scf.platform.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What was done and met with so far, for the lines that a long run prints.
final class Counts {

    private final LongAdder calls = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private final Map<Integer, LongAdder> inVain = new ConcurrentSkipListMap<>();

    void call() {
        calls.increment();
    }

    /// No answer came.
    void cut() {
        cut.increment();
    }

    void answeredInVain(int status) {
        inVain.computeIfAbsent(status, _ -> new LongAdder()).increment();
    }

    void refused(String code) {
        refused.increment();
        refusals.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    String inWords() {
        return "%d calls, %d cut, answered in vain %s, %d refused"
                .formatted(calls.sum(), cut.sum(), inVain, refused.sum());
    }

    Map<String, LongAdder> refusals() {
        return refusals;
    }
}
