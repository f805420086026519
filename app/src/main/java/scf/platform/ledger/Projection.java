package scf.platform.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;
import scf.contract.Signatures;
import scf.gateway.Checkpoint;
import scf.gateway.Told;
import scf.schema.ids.ActHash;

/// The projection of the ledger: where every object stands there, as far as events have been heard.
///
/// It is written by the inbox and can be read again from block 0. An object of which the rooms say something
/// else than the ledger is out of step (账实不符): [#doubt] closes it for new business, [#trust] opens it again.
@Service
public class Projection {

    private final ProjectionStore store;
    private final InboxStore inbox;
    private final ActStore acts;
    private final Signatures signatures;
    private final Clock clock;

    Projection(ProjectionStore store, InboxStore inbox, ActStore acts, Signatures signatures, Clock clock) {
        this.store = store;
        this.inbox = inbox;
        this.acts = acts;
        this.signatures = signatures;
        this.clock = clock;
    }

    /// Up to where events have had their effect.
    public Checkpoint heardUpTo() {
        return inbox.checkpoint();
    }

    public Optional<Projected> of(LedgerEvent.Kind kind, String object) {
        return store.find(kind, object);
    }

    /// Whether an act about the object was told and has not come to its end.
    public boolean hasActOnItsWay(String object) {
        return store.hasActOnItsWay(object);
    }

    /// What the outbox says of an act.
    ///
    /// @param transactionId empty before it is carried
    public record Entered(ActStanding.State state, String transactionId, long block) {}

    /// Empty for an act that another member has carried.
    public Optional<Entered> entered(ActHash act) {
        return store.entered(act);
    }

    /// The acts of which the outbox says that these blocks hold them.
    public List<ActHash> committed(long fromBlock, long toBlock) {
        return store.committed(fromBlock, toBlock);
    }

    /// Whether the rows and salts that are kept of an act still are what its signed header commits to; so they
    /// are as well where none are kept.
    public boolean opens(ActHash act) {
        return acts.find(act).map(this::opens).orElse(true);
    }

    private boolean opens(KeptAct act) {
        var header = act.header();
        List<Bytes> commitments = IntStream.range(0, act.rows().size())
                .mapToObj(i -> signatures.digest(
                        header.digest(), act.salts().get(i).plus(act.rows().get(i))))
                .toList();
        return commitments.equals(header.rows());
    }

    /// Nothing new is begun on the object from here on.
    @Transactional(propagation = Propagation.MANDATORY)
    public void doubt(String kind, String object) {
        store.doubt(kind, object, clock.instant());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void trust(String kind, String object) {
        store.trust(kind, object);
    }

    /// Takes up what the ledger has told, in whatever order.
    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(Told told) {
        store.heard(told);
    }
}
