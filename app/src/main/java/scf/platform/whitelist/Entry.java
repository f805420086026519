package scf.platform.whitelist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.ObjectionId;

/// An entry of the whitelist with everything that ever happened to it.
public record Entry(
        ListingId id, EnterpriseId enterprise, ListingState state, List<Version> versions, List<Objection> objections) {

    public Entry {
        versions = List.copyOf(versions);
        objections = List.copyOf(objections);
    }

    /// A step: who took it, when, and why. It is never rewritten.
    ///
    /// @param noticeUntil the last day of the notice, where the step is the publication
    /// @param listVersion the version of the published list that the step made, where it touched the list
    /// @param preferences what banks are asked to lean towards while this version stands
    /// @param evidence what a suspension or removal rests on: a file number, a judgment, the minutes of the hearing
    public record Version(
            int number,
            ListingState state,
            Actor actor,
            Instant at,
            LocalDate effectiveOn,
            String reason,
            @Nullable LocalDate noticeUntil,
            @Nullable Long listVersion,
            Preferences preferences,
            @Nullable String evidence) {}

    /// The party and the named person through whom it acted.
    public record Actor(EnterpriseId party, String user) {}

    /// What somebody said against the listing (异议). While one is open, nothing is listed.
    public record Objection(
            ObjectionId id,
            Actor by,
            Instant at,
            String statement,
            @Nullable String dismissedBecause) {

        public boolean open() {
            return dismissedBecause == null;
        }
    }

    public Version latest() {
        return versions.getLast();
    }
}
