package scf.platform.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One word on which PostgreSQL and the ledger part.
public record Difference(String what, String here, String onLedger) {

    /// What a side says that says nothing.
    public static final String NOTHING = "nothing";

    public static Difference of(String what, @Nullable Object here, @Nullable Object onLedger) {
        return new Difference(what, said(here), said(onLedger));
    }

    private static String said(@Nullable Object word) {
        return word == null || word.toString().isEmpty() ? NOTHING : word.toString();
    }

    /// Collects them while two sides are held against each other, word by word.
    public static final class Collector {

        private final List<Difference> found = new ArrayList<>();

        public Collector words(String what, @Nullable Object here, @Nullable Object onLedger) {
            if (!Objects.equals(said(here), said(onLedger))) {
                found.add(of(what, here, onLedger));
            }
            return this;
        }

        public List<Difference> found() {
            return List.copyOf(found);
        }
    }
}
