package scf.platform.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.Driver;
import scf.schema.server.PostgresServer;

/// Starts the auditor: a program of its own that knows the two databases and what the parties were answered, and no
/// class of the application.
final class Auditing {

    /// What the auditor said.
    ///
    /// @param broken a line for each invariant that does not hold
    record Said(int exit, List<String> broken, String all) {}

    private Auditing() {}

    /// Of a city in which nothing is under way.
    ///
    /// @param expected kinds of which there are some
    static Said of(House house, Path transcript, List<String> expected) {
        try {
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    driver().toString(),
                    program().toString(),
                    "--quiescent",
                    "--expect=" + String.join(",", expected),
                    house.url(),
                    house.ledgerUrl(),
                    transcript.toString());
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGUSER", PostgresServer.SUPERUSER);
            builder.environment().put("PGPASSWORD", house.password());
            var process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return new Said(
                    exit, said.lines().filter(line -> line.startsWith("BROKEN")).toList(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path driver() {
        try {
            return Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// From the module or from the root.
    private static Path program() {
        return List.of(Path.of("../infra/simulation/Auditor.java"), Path.of("infra/simulation/Auditor.java")).stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no infra/simulation/Auditor.java from here"));
    }
}
