package scf.platform.practice;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// The main job, in the order of the journey: what a quiet practice city plays, once.
///
/// Each part leaves what the next one needs in its answer; a part that was played before answers from the notebook.
@Component
@InPractice
class Script {

    /// The journal is complete when this step has been told.
    static final String LAST_STEP = "line-restored";

    private final Notebook notebook;
    private final Cast cast;
    private final Clock clock;

    Script(Notebook notebook, Cast cast, Clock clock) {
        this.notebook = notebook;
        this.cast = cast;
        this.clock = clock;
    }

    boolean finished() {
        List<JournalLine> lines = notebook.lines();
        return !lines.isEmpty() && lines.getLast().step().equals(LAST_STEP);
    }

    void play() {
        var stage = new Stage(new Player(notebook, clock, cast), notebook, cast, clock);
        var opening = new Opening(stage).play();
        var large = new LargeInvoice(stage, opening).play();
        var small = new ShortDelivery(stage, opening).play();
        new Maturity(stage, opening, large, small).play();
    }

    /// What every part of the play works with.
    record Stage(Player player, Notebook notebook, Cast cast, Clock clock) {

        void tell(String step, PracticeParty party, String what, Notebook.Told told) {
            notebook.tell(step, party.name(), what, told);
        }

        String now() {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        }

        String inADay() {
            return clock.instant()
                    .plus(Duration.ofDays(1))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }
    }
}
