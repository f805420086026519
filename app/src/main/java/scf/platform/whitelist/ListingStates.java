package scf.platform.whitelist;

import static scf.platform.whitelist.ListingState.DECLARED;
import static scf.platform.whitelist.ListingState.LISTED;
import static scf.platform.whitelist.ListingState.PUBLICISED;
import static scf.platform.whitelist.ListingState.RECOMMENDED;
import static scf.platform.whitelist.ListingState.REMOVED;
import static scf.platform.whitelist.ListingState.REVIEWED;
import static scf.platform.whitelist.ListingState.SUSPENDED;
import static scf.platform.whitelist.ListingStep.ADJUSTMENT;
import static scf.platform.whitelist.ListingStep.LISTING;
import static scf.platform.whitelist.ListingStep.PUBLICATION;
import static scf.platform.whitelist.ListingStep.RECOMMENDATION;
import static scf.platform.whitelist.ListingStep.REMOVAL;
import static scf.platform.whitelist.ListingStep.REVIEW;
import static scf.platform.whitelist.ListingStep.SUSPENSION;

import scf.platform.rulebook.StateTable;

/// The way of a chain-master onto the whitelist, and off it.
public final class ListingStates {

    private static final String OUT_OF_ORDER = "out_of_order";

    public static final StateTable<ListingState, ListingStep> TABLE = StateTable.of(
                    ListingState.class, ListingStep.class)
            .on(DECLARED, RECOMMENDATION, RECOMMENDED)
            .on(DECLARED, REMOVAL, REMOVED)
            .refuseRest(DECLARED, OUT_OF_ORDER)
            .on(RECOMMENDED, REVIEW, REVIEWED)
            .on(RECOMMENDED, REMOVAL, REMOVED)
            .refuseRest(RECOMMENDED, OUT_OF_ORDER)
            .on(REVIEWED, PUBLICATION, PUBLICISED)
            .on(REVIEWED, REMOVAL, REMOVED)
            .refuseRest(REVIEWED, OUT_OF_ORDER)
            .on(PUBLICISED, LISTING, LISTED)
            .on(PUBLICISED, REMOVAL, REMOVED)
            .refuseRest(PUBLICISED, OUT_OF_ORDER)
            .on(LISTED, ADJUSTMENT, LISTED)
            .on(LISTED, SUSPENSION, SUSPENDED)
            .on(LISTED, REMOVAL, REMOVED)
            .refuseRest(LISTED, OUT_OF_ORDER)
            // The cause of the suspension is over.
            .on(SUSPENDED, LISTING, LISTED)
            .on(SUSPENDED, REMOVAL, REMOVED)
            .refuseRest(SUSPENDED, OUT_OF_ORDER)
            // It may be declared anew (能进能出), which is another entry.
            .refuseRest(REMOVED, OUT_OF_ORDER)
            .build();

    private ListingStates() {}
}
