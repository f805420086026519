package scf.platform.registration;

/// Where a registration stands. Its end follows from its date; nobody writes it down.
public enum RegistrationState {

    /// It holds its place among the rights in the claim.
    IN_FORCE,

    /// Its term is over, and with it its place.
    EXPIRED,

    /// Taken out of the register: the claim is paid, or was never financed.
    DISCHARGED
}
