package scf.platform.practice;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.Moving;
import scf.platform.signing.Problem;

/// Two endpoints of the practice city, unsigned, for the newcomer's eyes and for whoever wants to see maturity today.
@Hidden
@InPractice
@RestController
class PracticeDoor {

    private final Notebook notebook;
    private final BusinessDates businessDates;

    PracticeDoor(Notebook notebook, BusinessDates businessDates) {
        this.notebook = notebook;
        this.businessDates = businessDates;
    }

    @GetMapping("/practice/journal")
    Journal journal() {
        List<JournalLine> lines = notebook.lines();
        return new Journal(lines, !lines.isEmpty() && lines.getLast().step().equals(Script.LAST_STEP));
    }

    /// Moves the business date, and only that: signatures and tokens are judged by the wall clock as ever.
    @PostMapping("/practice/business-date")
    BusinessDateWish moveBusinessDate(@RequestBody BusinessDateWish wish) {
        return switch (businessDates.move(wish.businessDate())) {
            case Moving.Moved moved -> new BusinessDateWish(moved.to());
            case Moving.NotAfter notAfter ->
                throw Problem.refused(
                                422,
                                "business_date_not_after",
                                "The business date only moves forward",
                                "It is " + notAfter.today() + " already.")
                        .field("/businessDate");
            case Moving.FollowsTheCalendar calendar ->
                throw Problem.refused(
                        409,
                        "business_date_follows_calendar",
                        "The business date follows the calendar",
                        "Today in Shanghai is " + calendar.today() + ".");
        };
    }

    record Journal(List<JournalLine> lines, boolean done) {}

    record BusinessDateWish(LocalDate businessDate) {}
}
