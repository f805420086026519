package scf.platform.whitelist;

/// Where a chain-master stands on its way onto the whitelist, and off it ([ListingStates] has the steps).
///
///     DECLARED ─▶ RECOMMENDED ─▶ REVIEWED ─▶ PUBLICISED ─▶ LISTED ◀─▶ SUSPENDED
///        └────────────┴─────────────┴────────────┴───────────┴────────────┴─▶ REMOVED
public enum ListingState {

    /// 申报: the chain-master, or the city for it, declares.
    DECLARED,

    /// 推荐: its department recommends.
    RECOMMENDED,

    /// 审核
    REVIEWED,

    /// 公示: publicised for a notice period, in which anybody may object.
    PUBLICISED,

    /// 入库: new business is open.
    LISTED,

    /// 暂停: nothing new; what exists runs off untouched.
    SUSPENDED,

    /// 清退. A removed chain-master may be declared anew (能进能出).
    REMOVED
}
