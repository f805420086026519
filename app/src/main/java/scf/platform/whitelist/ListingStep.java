package scf.platform.whitelist;

/// The steps after the declaration, each with the states that it may start from.
public enum ListingStep {
    RECOMMENDATION(ListingState.RECOMMENDED),
    REVIEW(ListingState.REVIEWED),
    PUBLICATION(ListingState.PUBLICISED),
    LISTING(ListingState.LISTED),
    SUSPENSION(ListingState.SUSPENDED),
    REMOVAL(ListingState.REMOVED);

    private final ListingState to;

    ListingStep(ListingState to) {
        this.to = to;
    }

    public ListingState to() {
        return to;
    }

    public boolean startsFrom(ListingState state) {
        return switch (this) {
            case RECOMMENDATION -> state == ListingState.DECLARED;
            case REVIEW -> state == ListingState.RECOMMENDED;
            case PUBLICATION -> state == ListingState.REVIEWED;
            // After the notice; or out of a suspension, whose cause is over.
            case LISTING -> state == ListingState.PUBLICISED || state == ListingState.SUSPENDED;
            case SUSPENSION -> state == ListingState.LISTED;
            case REMOVAL -> state != ListingState.REMOVED;
        };
    }

    /// Whether the step makes a new version of the published list.
    boolean touchesTheList() {
        return switch (this) {
            case RECOMMENDATION, REVIEW, PUBLICATION -> false;
            case LISTING, SUSPENSION, REMOVAL -> true;
        };
    }
}
