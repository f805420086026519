package scf.platform.whitelist;

import java.time.LocalDate;
import java.util.List;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;

/// The whitelist as it stood at the end of a day.
public record PublishedList(long version, LocalDate asOf, List<Line> lines) {

    public PublishedList {
        lines = List.copyOf(lines);
    }

    /// A chain-master on the list.
    ///
    /// @param since the day on which the version that stood then took effect
    public record Line(
            ListingId entry, EnterpriseId enterprise, int version, LocalDate since, Preferences preferences) {}

    /// A step that made a version of the list: what banks read to learn the same day who came, went or changed.
    public record Change(ListingId entry, EnterpriseId enterprise, ListingState state, Entry.Version version) {}
}
