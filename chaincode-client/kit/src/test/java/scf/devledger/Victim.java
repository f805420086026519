package scf.devledger;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import scf.contract.Algorithm;
import scf.contract.Role;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.Member;

/// A process that runs a ledger and writes to it without end, until somebody kills it. It prints what has committed.
final class Victim {

    private static final int WRITERS = 4;
    /// Between the last row of a block and its commit: most kills hit there.
    private static final Duration IN_THE_MIDDLE = Duration.ofMillis(60);

    private Victim() {}

    /// Arguments: database url, password, city id, city key id, file with the city's key pair.
    public static void main(String[] arguments) throws Exception {
        var source = TestLedger.source(arguments[0], arguments[1]);
        Party city = new Party(
                arguments[2], Role.CITY, arguments[3], Algorithm.ECDSA_P256_SHA256, keys(Path.of(arguments[4])));
        var rudeness = new Rudeness(Duration.ofMillis(5), 500);
        var ledger = DevLedger.open(source, TestLedger.genesis(city, true), rudeness);
        rudeness.delayCommits(IN_THE_MIDDLE);
        Organisation platform = ledger.organisation(DevLedger.PLATFORM);
        var client = new LedgerClient(
                ledger.channel(),
                Deeds.CHANNEL,
                DevLedger.CHAINCODE,
                new Member(
                        platform.mspId(),
                        platform.client().certificate(),
                        platform.client().key()),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> write(client, city));
            }
        }
    }

    private static KeyPair keys(Path file) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(Files.newInputStream(file))) {
            return (KeyPair) in.readObject();
        }
    }

    private static void write(LedgerClient client, Party city) {
        while (true) {
            var proposed = client.propose(Deeds.register(city, Party.of(Role.ENTERPRISE, Algorithm.ED25519)));
            if (client.endorse(proposed) instanceof Endorsing.Endorsed endorsed) {
                var _ = client.submit(endorsed.transaction());
                if (client.status(proposed.transactionId()) instanceof Committing.Committed committed) {
                    System.out.println("COMMITTED " + proposed.transactionId() + " " + committed.block());
                }
            }
        }
    }
}
