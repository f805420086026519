package scf.platform.registration;

import static scf.platform.registration.RegistrationEvent.DISCHARGE;
import static scf.platform.registration.RegistrationEvent.EXTEND;
import static scf.platform.registration.RegistrationEvent.TIME_OVER;
import static scf.platform.registration.RegistrationState.DISCHARGED;
import static scf.platform.registration.RegistrationState.EXPIRED;
import static scf.platform.registration.RegistrationState.IN_FORCE;

import scf.platform.rulebook.StateTable;

/// What becomes of a registration: an extension comes before its end, since what has lapsed has lost its place.
public final class RegistrationStates {

    public static final StateTable<RegistrationState, RegistrationEvent> TABLE = StateTable.of(
                    RegistrationState.class, RegistrationEvent.class)
            .on(IN_FORCE, EXTEND, IN_FORCE)
            .on(IN_FORCE, DISCHARGE, DISCHARGED)
            .on(IN_FORCE, TIME_OVER, EXPIRED)
            .refuse(EXPIRED, EXTEND, "registration_expired")
            .on(EXPIRED, DISCHARGE, DISCHARGED)
            .on(EXPIRED, TIME_OVER, EXPIRED)
            .on(DISCHARGED, TIME_OVER, DISCHARGED)
            .refuseRest(DISCHARGED, "registration_discharged")
            .build();

    private RegistrationStates() {}
}
