package scf.schema.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One PostgreSQL server of our own, on a data directory that outlives the process.
///
/// The directory holds the `cluster`, the `password` of its superuser, the server's log and a lock that keeps a second
/// platform away. If the platform was killed, its server still runs as an orphan when the next one starts: it is asked
/// to
/// stop (a *fast* shutdown, which writes everything down) before the cluster is opened again.
///
/// PostgreSQL refuses to run as root, so root starts it inside a user namespace of its own (`unshare -U`), or, where
/// that is
/// not allowed, as the user `nobody`.
public final class PostgresServer implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /// How much a crash of the machine may cost.
    public enum Durability {
        /// Every commit is on disk before it is answered. The only choice for data that anyone relies on.
        LASTING("on"),
        /// For databases that a test throws away.
        THROWAWAY("off");

        private final String value;

        Durability(String value) {
            this.value = value;
        }

        private List<String> settings() {
            return Stream.of("fsync", "synchronous_commit", "full_page_writes")
                    .flatMap(name -> Stream.of("-c", name + "=" + value))
                    .toList();
        }
    }

    private final Path home;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Process postmaster;
    private final int port;
    private final String password;

    private PostgresServer(
            Path home, FileChannel lockChannel, FileLock lock, Process postmaster, int port, String password) {
        this.home = home;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
    }

    /// Starts the server on `home`, creating the cluster there if there is none.
    ///
    /// @throws IllegalStateException if another platform holds `home`, or the server does not come up; the message
    ///     names the log to read
    public static PostgresServer start(Path home, Durability durability) {
        try {
            Path absolute = Files.createDirectories(home).toAbsolutePath().normalize();
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("Another platform is running on " + absolute
                        + ": stop it first, or give this one its own directory");
            }
            try {
                return startLocked(absolute, durability, channel, lock);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started on " + home, e);
        }
    }

    private static PostgresServer startLocked(Path home, Durability durability, FileChannel channel, FileLock lock)
            throws IOException {
        Path binaries = PostgresBinaries.unpacked();
        Path cluster = home.resolve("cluster");
        Path passwordFile = home.resolve("password");
        RunAs runAs = RunAs.find(home);
        if (!Files.exists(cluster)) {
            initialise(home, binaries, cluster, passwordFile, runAs, durability);
        }
        stopOrphan(cluster);
        int port = freePort();
        List<String> command = new ArrayList<>(runAs.prefix());
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-k", ""));
        command.addAll(List.of("-c", "password_encryption=scram-sha-256", "-c", "max_connections=200"));
        command.addAll(List.of("-c", "timezone=UTC", "-c", "log_timezone=UTC"));
        command.addAll(durability.settings());
        Process postmaster = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()))
                .start();
        awaitReady(home, cluster, postmaster);
        String password = Files.readString(passwordFile).strip();
        return new PostgresServer(home, channel, lock, postmaster, port, password);
    }

    /// A cluster is built beside its place and moved there whole: a kill in the middle leaves nothing that looks
    /// finished.
    private static void initialise(
            Path home, Path binaries, Path cluster, Path passwordFile, RunAs runAs, Durability durability)
            throws IOException {
        Path unfinished = home.resolve("cluster.unfinished");
        Trees.delete(unfinished);
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.writeString(passwordFile, HexFormat.of().formatHex(secret) + "\n");
        OwnerOnly.file(passwordFile);
        runAs.own(home);
        List<String> command = new ArrayList<>(runAs.prefix());
        command.addAll(List.of(binaries.resolve("bin/initdb").toString(), "-D", unfinished.toString()));
        command.addAll(List.of("-U", SUPERUSER, "--pwfile=" + passwordFile, "-A", "scram-sha-256", "-E", "UTF8"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        // Stretching makes a password that people thought of harder to guess. This one is 192 random bits, and every
        // connection would pay for it.
        command.addAll(List.of("-c", "scram_iterations=1"));
        if (durability == Durability.THROWAWAY) {
            command.add("--no-sync");
        }
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()))
                .start();
        int exit = await(initdb, START_LIMIT.multipliedBy(2));
        if (exit != 0) {
            throw new IllegalStateException("initdb ended with " + exit + ": see " + log(home));
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A server whose platform was killed goes on by itself. Stopping it here also ends whatever it was still running.
    private static void stopOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        var orphan = lines.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
        if (orphan == null || !servesFrom(orphan, cluster)) {
            // The number belongs to nobody or to a stranger now: PostgreSQL would take the stranger for its own server.
            Files.delete(pidFile);
            return;
        }
        interrupt(orphan.pid());
        try {
            orphan.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The server left over from a killed platform (process " + orphan.pid() + ") does not stop", e);
        }
    }

    private static boolean servesFrom(ProcessHandle process, Path cluster) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        String command = Files.exists(proc)
                ? Files.readString(proc)
                : process.info().commandLine().orElse("");
        return command.contains(cluster.toString());
    }

    private static void awaitReady(Path home, Path cluster, Process postmaster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!postmaster.isAlive()) {
                throw new IllegalStateException(
                        "PostgreSQL ended with " + postmaster.exitValue() + " while starting: see " + log(home));
            }
            if (Files.exists(pidFile)) {
                List<String> lines = Files.readAllLines(pidFile);
                if (lines.size() >= 8 && lines.get(7).strip().equals("ready")) {
                    return;
                }
            }
            pause();
        }
        postmaster.destroyForcibly();
        throw new IllegalStateException("PostgreSQL was not ready within " + START_LIMIT + ": see " + log(home));
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Creates `database` unless it is there; a new one may be a copy of `template`.
    public void createDatabase(String database, String template) {
        try (var connection = DriverManager.getConnection(url("postgres"), SUPERUSER, password);
                var exists = connection.prepareStatement("select from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                create.execute("create database " + quoted(database) + " template " + quoted(template));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + database + " could not be created", e);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A fast shutdown: sessions end, everything is written down.
    @Override
    public void close() {
        interrupt(postmaster.pid());
        int exit = await(postmaster, STOP_LIMIT);
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (exit != 0) {
            throw new IllegalStateException("PostgreSQL ended with " + exit + ": see " + log(home));
        }
    }

    private static void interrupt(long pid) {
        try {
            int ignored = new ProcessBuilder("kill", "-INT", Long.toString(pid))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int await(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(process + " took longer than " + limit);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path log(Path home) {
        return home.resolve("postgres.log");
    }
}
