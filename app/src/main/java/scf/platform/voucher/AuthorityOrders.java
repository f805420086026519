package scf.platform.voucher;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.FreezeRow;
import scf.contract.Row;
import scf.contract.UnfreezeRow;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Verifying;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// What a court or another authority orders about a voucher (冻结, 解冻), told by the city.
///
/// A freeze holds from the moment that the city has signed it, and is undone only if the ledger refuses it; it is
/// lifted when the ledger holds the lifting. Meanwhile nothing happens to the voucher but payment.
@Service
@Transactional
public class AuthorityOrders {

    private final VoucherStore store;
    private final CancellationStore orders;
    private final Vouchers vouchers;
    private final Acts acts;
    private final Clock clock;

    AuthorityOrders(VoucherStore store, CancellationStore orders, Vouchers vouchers, Acts acts, Clock clock) {
        this.store = store;
        this.orders = orders;
        this.vouchers = vouchers;
        this.acts = acts;
        this.clock = clock;
    }

    /// Which of the two it is.
    public enum Kind {
        FREEZE,
        UNFREEZE;

        private ActType type() {
            return this == FREEZE ? ActType.FREEZE : ActType.UNFREEZE;
        }

        private VoucherStates.Event event() {
            return this == FREEZE ? VoucherStates.Event.FREEZE : VoucherStates.Event.UNFREEZE;
        }
    }

    /// What an authority orders of a voucher.
    ///
    /// @param document SHA-256 of the authority's document, in lower hex
    public record Order(Kind kind, String authority, String document) {

        private Row row(VoucherNo no) {
            return kind == Kind.FREEZE
                    ? new FreezeRow(no.value(), authority, document)
                    : new UnfreezeRow(no.value(), authority, document);
        }

        private static Order of(Kind kind, Row row) {
            return row instanceof FreezeRow freeze
                    ? new Order(kind, freeze.orderedBy(), freeze.document())
                    : new Order(kind, ((UnfreezeRow) row).liftedBy(), ((UnfreezeRow) row).document());
        }
    }

    public Drafting<OrderRefusal> prepare(
            EnterpriseId city, String user, @Nullable KeyId key, VoucherNo no, Order order) {
        var found = store.find(no);
        var refusal = refusalOf(order.kind(), found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var version = found.orElseThrow().standing().version();
        return Drafting.of(acts.prepare(
                new Draft(order.kind().type(), no.value(), version, city, key, user, List.of(order.row(no)))));
    }

    public Stepping<OrderRefusal, Voucher> tell(EnterpriseId city, Kind kind, VoucherNo no, ActJson act) {
        var found = vouchers.take(no);
        var refusal = refusalOf(kind, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, kind.type(), no.value(), city);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var standing = found.orElseThrow().standing();
        if (verified.header().version() != standing.version()) {
            return new Stepping.Refused<>(new OrderRefusal.Outdated());
        }

        var order = Order.of(kind, verified.rows().getFirst());
        var now = clock.instant();
        orders.insertOrder(verified.hash(), no, kind.name(), order.authority(), order.document(), now);
        store.saveFreeze(no, standing.version(), true, null, now);
        store.mayRead(no, city);
        acts.tell(verified);
        return new Stepping.Asked<>(store.find(no).orElseThrow());
    }

    private Optional<OrderRefusal> refusalOf(Kind kind, Optional<Voucher> found) {
        if (found.isEmpty()) {
            return Optional.of(new OrderRefusal.NoSuchVoucher());
        }
        var voucher = found.get();
        if (VoucherStates.allows(voucher, VoucherStates.Event.LEDGER_WRITES)) {
            return Optional.of(new OrderRefusal.Busy(voucher.state()));
        }
        var reason = VoucherStates.refusal(voucher, kind.event());
        if (reason.isPresent()) {
            return Optional.of(new OrderRefusal.Ended(voucher.state(), reason.get()));
        }
        if (orders.hasOrderOnItsWay(voucher.no())) {
            return Optional.of(new OrderRefusal.OrderOnItsWay());
        }
        if (kind == Kind.FREEZE && voucher.standing().frozen()) {
            return Optional.of(new OrderRefusal.FrozenAlready());
        }
        return kind == Kind.UNFREEZE && !voucher.standing().frozen()
                ? Optional.of(new OrderRefusal.NotFrozen())
                : Optional.empty();
    }
}
