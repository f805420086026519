package scf.platform.receivable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprises;
import scf.schema.ids.EnterpriseId;

/// Who is to issue nothing new, by lists that others publish and the city imports.
///
/// A list is whole: whom the next list of its source no longer names is free again.
@Service
@Transactional
public class OverdueLists {

    private final OverdueStore store;
    private final Enterprises enterprises;
    private final BusinessDates businessDates;
    private final Clock clock;

    OverdueLists(OverdueStore store, Enterprises enterprises, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    public record Row(EnterpriseId issuer, Overdue.Cause cause, LocalDate since) {}

    public record Imported(UUID id, String source, LocalDate asOf, List<Row> rows) {

        public Imported {
            rows = List.copyOf(rows);
        }
    }

    /// What becomes of a list, in order of precedence.
    public sealed interface Importing {

        /// A list is of today or earlier.
        record OfTheFuture(LocalDate today) implements Importing {}

        /// No party here has this id.
        ///
        /// @param row counts from zero
        record NoSuchIssuer(int row) implements Importing {}

        record Done(Imported list) implements Importing {}
    }

    public Importing importList(String user, String source, LocalDate asOf, List<Row> rows) {
        var today = businessDates.today();
        if (asOf.isAfter(today)) {
            return new Importing.OfTheFuture(today);
        }
        for (int i = 0; i < rows.size(); i++) {
            if (enterprises.find(rows.get(i).issuer()).isEmpty()) {
                return new Importing.NoSuchIssuer(i);
            }
        }

        var list = new Imported(UUID.randomUUID(), source, asOf, rows);
        store.insert(list, user, clock.instant());
        return new Importing.Done(list);
    }

    /// Why this issuer issues nothing new; nothing when no list names it.
    @Transactional(readOnly = true)
    public Optional<Overdue> of(EnterpriseId issuer) {
        return store.of(issuer);
    }

    /// Who is named at present, in the order of their ids.
    @Transactional(readOnly = true)
    public List<Overdue> list(EnterpriseId after, int limit) {
        return store.list(after, limit);
    }
}
