package scf.platform.registration;

/// What can happen to a registration.
public enum RegistrationEvent {

    /// The bank extends its term (展期).
    EXTEND,

    /// The bank takes it out of the register (注销).
    DISCHARGE,

    /// Its term is over.
    TIME_OVER
}
