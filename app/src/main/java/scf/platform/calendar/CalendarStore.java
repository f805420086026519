package scf.platform.calendar;

import static scf.schema.calendar.Tables.BUSINESS_DATES;
import static scf.schema.calendar.Tables.OPENED_DAYS;
import static scf.schema.calendar.Tables.SPECIAL_DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class CalendarStore {

    private final DSLContext sql;

    CalendarStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<LocalDate> keptDate() {
        return sql.select(BUSINESS_DATES.BUSINESS_DATE)
                .from(BUSINESS_DATES)
                .fetchOptional(BUSINESS_DATES.BUSINESS_DATE);
    }

    Optional<LocalDate> lockKeptDate() {
        return sql.select(BUSINESS_DATES.BUSINESS_DATE)
                .from(BUSINESS_DATES)
                .forUpdate()
                .fetchOptional(BUSINESS_DATES.BUSINESS_DATE);
    }

    /// Once: a store that keeps a date of its own goes on with the one it has.
    void keepDate(LocalDate first, Instant now) {
        sql.insertInto(BUSINESS_DATES)
                .set(BUSINESS_DATES.BUSINESS_DATE, first)
                .set(BUSINESS_DATES.MOVED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    void moveDate(LocalDate to, Instant now) {
        int moved = sql.update(BUSINESS_DATES)
                .set(BUSINESS_DATES.BUSINESS_DATE, to)
                .set(BUSINESS_DATES.MOVED_AT, now)
                .execute();
        if (moved != 1) {
            throw new IllegalStateException("expected one business date to move, moved " + moved);
        }
    }

    /// Whether the day opened just now: only one transaction is told so.
    boolean open(LocalDate day, Instant now) {
        return sql.insertInto(OPENED_DAYS)
                        .set(OPENED_DAYS.DAY, day)
                        .set(OPENED_DAYS.OPENED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<Boolean> working(LocalDate day) {
        return sql.select(SPECIAL_DAYS.WORKING)
                .from(SPECIAL_DAYS)
                .where(SPECIAL_DAYS.DAY.eq(day))
                .fetchOptional(SPECIAL_DAYS.WORKING);
    }
}
