package scf.platform.whitelist;

/// The steps after the declaration. From which state each may start stands in [ListingStates].
public enum ListingStep {

    /// 推荐
    RECOMMENDATION,

    /// 审核
    REVIEW,

    /// 公示
    PUBLICATION,

    /// 入库, after the notice; or out of a suspension, whose cause is over.
    LISTING,

    /// 动态调整: listed as before, with other preferences.
    ADJUSTMENT,

    /// 暂停
    SUSPENSION,

    /// 清退
    REMOVAL;

    /// Whether the step makes a new version of the published list.
    boolean touchesTheList() {
        return switch (this) {
            case RECOMMENDATION, REVIEW, PUBLICATION -> false;
            case LISTING, ADJUSTMENT, SUSPENSION, REMOVAL -> true;
        };
    }
}
