package scf.platform.financing;

import static scf.platform.financing.OfferEvent.ACCEPT;
import static scf.platform.financing.OfferEvent.LOCK_REFUSED;
import static scf.platform.financing.OfferEvent.REQUEST_ENDS;
import static scf.platform.financing.OfferEvent.TIME_OVER;
import static scf.platform.financing.OfferState.ACCEPTED;
import static scf.platform.financing.OfferState.ENDED;
import static scf.platform.financing.OfferState.LAPSED;
import static scf.platform.financing.OfferState.OPEN;

import java.time.Instant;
import scf.platform.rulebook.StateTable;

/// What becomes of an offer: one that was accepted does not lapse, and one that lapsed is not accepted.
public final class OfferStates {

    public static final StateTable<OfferState, OfferEvent> TABLE = StateTable.of(OfferState.class, OfferEvent.class)
            .on(OPEN, ACCEPT, ACCEPTED)
            .refuse(OPEN, LOCK_REFUSED, "offer_not_accepted")
            .on(OPEN, TIME_OVER, LAPSED)
            .on(OPEN, REQUEST_ENDS, ENDED)
            .refuse(ACCEPTED, ACCEPT, "request_not_open")
            .on(ACCEPTED, LOCK_REFUSED, OPEN)
            .on(ACCEPTED, TIME_OVER, ACCEPTED)
            .on(ACCEPTED, REQUEST_ENDS, ENDED)
            .refuse(LAPSED, ACCEPT, "offer_lapsed")
            .refuse(LAPSED, LOCK_REFUSED, "offer_not_accepted")
            .on(LAPSED, TIME_OVER, LAPSED)
            .on(LAPSED, REQUEST_ENDS, ENDED)
            .refuse(ENDED, ACCEPT, "request_not_open")
            .refuse(ENDED, LOCK_REFUSED, "offer_not_accepted")
            .on(ENDED, TIME_OVER, ENDED)
            .on(ENDED, REQUEST_ENDS, ENDED)
            .build();

    private OfferStates() {}

    /// Where an offer on this request stands now.
    public static OfferState of(Offer offer, FinancingRequest request, Instant now) {
        var state = OPEN;
        var accepted = switch (request) {
            case FinancingRequest.Accepted(var _, var acceptance, var _) -> acceptance.offer();
            case FinancingRequest.Bound(var _, var acceptance, var _, var _) -> acceptance.offer();
            case FinancingRequest.Open _, FinancingRequest.Ended _ -> null;
        };
        if (offer.id().equals(accepted)) {
            state = TABLE.next(state, ACCEPT);
        }
        if (!offer.isValid(now)) {
            state = TABLE.next(state, TIME_OVER);
        }
        boolean ended = request instanceof FinancingRequest.Ended || request.state() == RequestState.CLOSED;
        return ended || (accepted != null && !offer.id().equals(accepted)) ? TABLE.next(state, REQUEST_ENDS) : state;
    }
}
