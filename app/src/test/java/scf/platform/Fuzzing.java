package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import scf.contract.Bytes;
import scf.platform.signing.SignatureFuzz;
import scf.platform.trade.DocumentFuzz;

/// Sends what nobody should send, for as long as one likes, through the real doors: no 500, no call without an end, no
/// memory that only grows.
///
/// Not part of a build, which its name keeps it out of. By hand, from the root:
///
///     mvn -pl app -am test -Dtest=Fuzzing -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz=importers -Dminutes=10
///     mvn -pl app -am test -Dtest=Fuzzing -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz=signature -Dminutes=10
///
/// `-Dseed=` repeats a run. What broke is kept in `app/target/fuzz`, and belongs into a test once it is mended.
@PlatformTest
@TestPropertySource(
        properties = {
            "scf.signing.rate-limits.write=100000000",
            "scf.signing.rate-limits.read=100000000",
            "scf.signing.rate-limits.unknown=100000000"
        })
class Fuzzing {

    private static final int THREADS = 2;

    /// A call that takes longer is one that hangs.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final double MOST_GROWTH = 1.2;
    private static final Path FOUND = Path.of("target/fuzz");

    @Autowired
    DSLContext sql;

    @Value("${scf.public-url}")
    String base;

    private final LongAdder calls = new LongAdder();
    private final AtomicLong slowest = new AtomicLong();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();

    private record Shot(int status, Bytes sent, String answer) {}

    @Test
    void nothing_breaks_nothing_hangs_and_no_memory_only_grows() throws Exception {
        String what = System.getProperty("fuzz", "importers");
        var length = Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("minutes", "10"))));
        long seed = Long.getLong("seed", System.nanoTime());
        Function<Random, Shot> gun = gun(what);
        long end = System.nanoTime() + length.toNanos();

        // What the platform keeps for good (classes, pools, caches) is there by minute 2, or a third of a short run.
        var warm =
                Duration.ofMinutes(2).compareTo(length.dividedBy(3)) < 0 ? Duration.ofMinutes(2) : length.dividedBy(3);
        var threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            var random = new Random(seed + i);
            threads[i] = Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    shoot(gun, random);
                }
            });
        }
        Thread.sleep(warm);
        long early = heap();
        for (var thread : threads) {
            thread.join();
        }
        long late = heap();

        String report =
                "%s, %s, seed %d: %d calls, statuses %s, slowest %d ms, heap after collection %d KiB at %s and %d KiB at the end (%.2f)"
                        .formatted(
                                what,
                                length,
                                seed,
                                calls.sum(),
                                statuses,
                                slowest.get(),
                                early / 1024,
                                warm,
                                late / 1024,
                                (double) late / early);
        System.out.println("FUZZ " + report);
        Files.createDirectories(FOUND);
        Files.writeString(FOUND.resolve(what + ".txt"), report + "\n" + String.join("\n", broken) + "\n");
        assertThat(broken).as(report).isEmpty();
        assertThat(Duration.ofMillis(slowest.get())).as(report).isLessThan(LONGEST);
        assertThat((double) late / early).as(report).isLessThanOrEqualTo(MOST_GROWTH);
    }

    private Function<Random, Shot> gun(String what) {
        return switch (what) {
            case "importers" -> {
                var documents = DocumentFuzz.of(sql, base);
                yield random -> {
                    var shot = documents.once(random);
                    return new Shot(shot.status(), shot.sent(), shot.answer());
                };
            }
            case "signature" -> {
                var signatures = SignatureFuzz.of(sql, base);
                yield random -> {
                    var shot = signatures.once(random);
                    return new Shot(shot.status(), shot.sent(), shot.answer());
                };
            }
            default -> throw new IllegalArgumentException("-Dfuzz=importers or -Dfuzz=signature, not " + what);
        };
    }

    private void shoot(Function<Random, Shot> gun, Random random) {
        long begin = System.nanoTime();
        try {
            var shot = gun.apply(random);
            statuses.computeIfAbsent(shot.status(), _ -> new LongAdder()).increment();
            if (shot.status() >= 500) {
                keep(shot.status() + " " + shot.answer(), shot.sent().toArray());
            }
        } catch (RuntimeException e) {
            keep(e.toString(), new byte[0]);
        }
        calls.increment();
        slowest.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
    }

    private void keep(String what, byte[] sent) {
        if (broken.size() >= 50) {
            return;
        }
        broken.add(what);
        try {
            Files.createDirectories(FOUND);
            Files.write(FOUND.resolve("broken-" + broken.size() + ".bin"), sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is still held after two collections.
    private static long heap() {
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
