package scf.platform.practice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the player is about to do, and what it has done: the reason why a second start plays nothing twice.
@Component
@InPractice
class Notebook {

    private static final Logger LOG = LoggerFactory.getLogger("practice");

    private final NotebookStore store;
    private final Clock clock;

    Notebook(NotebookStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// The call as it was first noted; a new one is noted now.
    Call note(Call call) {
        Optional<Call> noted = store.call(call.name());
        if (noted.isPresent()) {
            if (!noted.get().path().equals(call.path())) {
                throw new IllegalStateException("Two calls are named " + call.name());
            }
            return noted.get();
        }
        store.note(call, clock.instant());
        return call;
    }

    void answered(Call call, Answer answer) {
        store.answered(call.name(), answer);
    }

    /// A step is told once, however often it is played.
    void tell(String step, String party, String what, Told told) {
        List<JournalLine> before = store.lines();
        if (before.stream().anyMatch(line -> line.step().equals(step))) {
            return;
        }
        int number = before.size() + 1;
        var line = new JournalLine(
                number, step, clock.instant(), party, what, told.subject(), told.amount(), told.currency(), told.tx());
        store.tell(line);
        LOG.info(
                "{}. {}: {}{}{}",
                number,
                party,
                what,
                told.amount() == null ? "" : ", " + told.amount() + " " + told.currency(),
                told.tx() == null ? "" : ", ledger transaction " + told.tx());
    }

    List<JournalLine> lines() {
        return store.lines();
    }

    /// What a line carries beside its words.
    record Told(
            @Nullable String subject,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String tx) {

        static Told of(String subject) {
            return new Told(subject, null, null, null);
        }

        static Told of(String subject, String amount, String currency) {
            return new Told(subject, amount, currency, null);
        }

        Told on(@Nullable String transaction) {
            return new Told(subject, amount, currency, transaction);
        }
    }
}
