package scf.platform.enterprise;

/// The size of an enterprise when it makes a contract (大型、中型、小型、微型企业): the law protects the smaller against the
/// larger, and judges by the size at that moment (保障中小企业款项支付条例 art 3).
public enum EnterpriseSize {
    LARGE,
    MEDIUM,
    SMALL,
    MICRO
}
