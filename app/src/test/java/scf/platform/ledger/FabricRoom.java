package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import scf.contract.KeyState;
import scf.gateway.Checkpoint;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerEvents;
import scf.gateway.ProposedAct;
import scf.network.FabricNetwork;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;

/// The ledger room before a real network that is in trouble, with the settings that the platform has in business.
final class FabricRoom implements AutoCloseable {

    static final LedgerSettings SETTINGS = new Binder().bindOrCreate("scf.ledger", LedgerSettings.class);

    /// So long after the trouble is over, at most, nothing may wait any more.
    private static final Duration QUIESCENCE = Duration.ofSeconds(60);

    final FabricNetwork network;
    final Wire wire;
    final LedgerRoom room;
    private final ManagedChannel platforms;
    private final ManagedChannel observers;
    private final LedgerClient observer;

    FabricRoom(FabricNetwork.Shape shape) {
        network = FabricNetwork.up(shape, Path.of("target/fabric"));
        wire = new Wire(FabricNetwork.GATEWAY_PORT);
        platforms = network.channel(wire.port());
        observers = network.channel(FabricNetwork.GATEWAY_PORT);
        observer = network.client(observers);
        var city = LedgerRoom.City.founded();
        FabricNetwork.begin(observer, city.genesis());
        room = new LedgerRoom(city, network.client(platforms), SETTINGS);
    }

    /// Whoever looks at the ledger on another way than the platform.
    LedgerClient observer() {
        return observer;
    }

    RelayProcess process(String name, RelayProcess.Part part) {
        return RelayProcess.start(name, part, room.database(), network);
    }

    /// Waits until nothing waits, and holds what was told, what the rooms heard and what the ledger says against each
    /// other: every act once on the ledger and once in the rooms, none that nobody told, every key as it must be.
    void nothingIsLostOrDoubled(String trouble, Load load) throws InterruptedException {
        long began = System.nanoTime();
        while (waiting() > 0 && System.nanoTime() - began < QUIESCENCE.toNanos()) {
            Thread.sleep(100);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Integer> onTheLedger = onTheLedger();
        Map<String, Integer> heard = heard();
        Set<String> told = load.told().stream().map(ActHash::value).collect(Collectors.toSet());
        long lost = told.stream()
                .filter(act -> !onTheLedger.containsKey(act) || !heard.containsKey(act))
                .count();
        long doubled = told.stream()
                .filter(act -> onTheLedger.getOrDefault(act, 0) > 1 || heard.getOrDefault(act, 0) > 1)
                .count();
        List<KeyId> differing = load.expected().keySet().stream()
                .filter(kid -> standing(kid) != load.expected().get(kid))
                .toList();
        System.out.printf(
                "%s: %d acts told, %d lost, %d doubled, %d of %d keys differ, quiet after %.1f s%n",
                trouble,
                told.size(),
                lost,
                doubled,
                differing.size(),
                load.expected().size(),
                seconds);
        assertThat(waiting()).as("waiting after " + QUIESCENCE).isZero();
        assertThat(lost).as("lost").isZero();
        assertThat(doubled).as("doubled").isZero();
        assertThat(differing).isEmpty();
        assertThat(room.checkpoints.divergences()).isZero();
    }

    int waiting() {
        return room.outbox.waiting().entries().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private KeyState.Standing standing(KeyId kid) {
        return observer.key(kid.value()).orElseThrow().state();
    }

    private Map<String, Integer> heard() {
        var times = new TreeMap<String, Integer>();
        room.sql
                .fetch("select act_hash from public.heard where what = 'COMMITTED'")
                .forEach(row -> times.merge(row.get(0, String.class), 1, Integer::sum));
        return times;
    }

    /// How many valid transactions tell of each act.
    private Map<String, Integer> onTheLedger() {
        var times = new TreeMap<String, Integer>();
        // An act of our own, past the outbox, marks the end of what there is to read. The rooms do not know it.
        PreparedAct end = room.prepare(room.registration(LedgerRoom.freshKid()));
        var signed = ((ActJson.Reading.Read) room.sign(end).read()).act();
        ProposedAct proposed = observer.propose(signed);
        assertThat(observer.submit(((Endorsing.Endorsed) observer.endorse(proposed)).transaction()))
                .isNotNull();
        assertThat(observer.status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
        try (LedgerEvents events = observer.events(Checkpoint.BEGINNING)) {
            while (true) {
                String act = events.next().event().act();
                if (act.equals(end.hash())) {
                    return times;
                }
                times.merge(act, 1, Integer::sum);
            }
        }
    }

    @Override
    public void close() throws IOException {
        room.close();
        observer.close();
        platforms.shutdownNow();
        observers.shutdownNow();
        wire.close();
        network.close();
    }
}
