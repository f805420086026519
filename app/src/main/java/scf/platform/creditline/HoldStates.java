package scf.platform.creditline;

import static scf.platform.creditline.HoldEvent.CANCEL;
import static scf.platform.creditline.HoldEvent.EXPIRE;
import static scf.platform.creditline.HoldEvent.POST;
import static scf.platform.creditline.HoldEvent.RELEASE;
import static scf.platform.creditline.HoldEvent.RESTORE;
import static scf.platform.creditline.HoldEvent.RETAKE;
import static scf.platform.creditline.HoldState.EXPIRED;
import static scf.platform.creditline.HoldState.PENDING;
import static scf.platform.creditline.HoldState.POSTED;
import static scf.platform.creditline.HoldState.RELEASED;

import scf.platform.rulebook.StateTable;

/// What becomes of a hold: it resolves once (I8), and only what was posted comes back.
public final class HoldStates {

    public static final StateTable<HoldState, HoldEvent> TABLE = StateTable.of(HoldState.class, HoldEvent.class)
            .on(PENDING, POST, POSTED)
            .on(PENDING, RELEASE, RELEASED)
            .on(PENDING, EXPIRE, EXPIRED)
            .refuseRest(PENDING, "hold_not_posted")
            .on(POSTED, RESTORE, POSTED)
            .on(POSTED, RETAKE, POSTED)
            .on(POSTED, CANCEL, POSTED)
            .refuseRest(POSTED, "hold_resolved_before")
            .refuse(RELEASED, RESTORE, "hold_not_posted")
            .refuse(RELEASED, RETAKE, "hold_not_posted")
            .refuse(RELEASED, CANCEL, "hold_not_posted")
            .refuseRest(RELEASED, "hold_resolved_before")
            .refuse(EXPIRED, RESTORE, "hold_not_posted")
            .refuse(EXPIRED, RETAKE, "hold_not_posted")
            .refuse(EXPIRED, CANCEL, "hold_not_posted")
            .refuseRest(EXPIRED, "hold_resolved_before")
            .build();

    private HoldStates() {}
}
