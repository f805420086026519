package scf.platform.financing;

/// When interest is taken.
public enum InterestMode {

    /// 贴现: from the amount, on the day that it is paid out. Only where a claim is bought (民法典 670).
    UP_FRONT,

    /// With the principal, on the due date.
    AT_MATURITY
}
