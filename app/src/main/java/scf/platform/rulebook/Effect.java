package scf.platform.rulebook;

/// What follows when a rule is not met (规则效力).
public enum Effect {

    /// The step is refused.
    BLOCK,

    /// The step goes on, and a person of the city looks at it.
    ESCALATE,

    /// The step goes on, and whoever decides sees the warning.
    WARN
}
