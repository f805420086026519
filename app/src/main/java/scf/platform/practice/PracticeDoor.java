package scf.platform.practice;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.gateway.LedgerBlocks;
import scf.gateway.LedgerClient;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.Days;
import scf.platform.calendar.Moving;
import scf.platform.signing.Problem;

/// The endpoints of the practice city, unsigned, for the newcomer's eyes and for whoever wants to see maturity today.
@Hidden
@InPractice
@RestController
class PracticeDoor {

    private static final int BLOCKS_PER_PAGE = 100;

    private final Notebook notebook;
    private final BusinessDates businessDates;
    private final Days days;
    private final LedgerClient ledger;

    PracticeDoor(Notebook notebook, BusinessDates businessDates, Days days, LedgerClient ledger) {
        this.notebook = notebook;
        this.businessDates = businessDates;
        this.days = days;
        this.ledger = ledger;
    }

    @GetMapping("/practice/journal")
    Journal journal() {
        List<JournalLine> lines = notebook.lines();
        return new Journal(lines, !lines.isEmpty() && lines.getLast().step().equals(Script.LAST_STEP));
    }

    /// What stands on the ledger, read from its blocks and not from our own tables: a hundred blocks from `from` on.
    @GetMapping("/practice/ledger")
    Ledger ledger(@RequestParam(defaultValue = "0") long from) {
        if (from < 0) {
            throw Problem.refused(400, "block_invalid", "Not a block", "The first block has the number 0.")
                    .field("?from");
        }
        LedgerBlocks read = ledger.blocks(from, BLOCKS_PER_PAGE);
        long next = from + read.blocks().size();
        return new Ledger(
                read.height(),
                read.blocks().stream().map(PracticeDoor::inJson).toList(),
                next < read.height() && !read.blocks().isEmpty() ? next : null);
    }

    private static Block inJson(LedgerBlocks.Block block) {
        return new Block(
                block.number(),
                block.hash().hex(),
                block.acts().stream()
                        .map(told -> new Act(
                                told.transactionId(),
                                told.event().act(),
                                told.event().type().name()))
                        .toList());
    }

    @GetMapping("/practice/business-date")
    BusinessDateWish businessDate() {
        return new BusinessDateWish(businessDates.today());
    }

    /// Moves the business date, and only that: signatures and tokens are judged by the wall clock as ever.
    @PostMapping("/practice/business-date")
    BusinessDateWish moveBusinessDate(@RequestBody BusinessDateWish wish) {
        return switch (days.move(wish.businessDate())) {
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

    /// @param next where the next page begins, if there is one
    record Ledger(long height, List<Block> blocks, @Nullable Long next) {}

    record Block(long number, String hash, List<Act> acts) {}

    record Act(String transactionId, String act, String type) {}

    record BusinessDateWish(LocalDate businessDate) {}
}
