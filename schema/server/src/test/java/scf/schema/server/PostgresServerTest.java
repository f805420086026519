package scf.schema.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PostgresServerTest {

    @TempDir
    Path directory;

    @Test
    void what_was_committed_is_there_after_a_restart() throws Exception {
        Path home = directory.resolve("home");
        try (var server = PostgresServer.start(home, PostgresServer.Durability.LASTING)) {
            server.createDatabase("books", "template0");
            execute(server, "create table kept (fen bigint)");
            execute(server, "insert into kept values (107_50)");
        }
        try (var server = PostgresServer.start(home, PostgresServer.Durability.LASTING);
                var connection = connect(server);
                var found = connection.createStatement().executeQuery("select fen from kept")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).isEqualTo(10750);
        }
    }

    @Test
    void a_server_whose_platform_was_killed_is_stopped_and_its_commits_are_kept() throws Exception {
        Path home = directory.resolve("home");
        Process platform = new ProcessBuilder(java(System.getProperty("java.class.path"), Victim.class, home))
                .redirectErrorStream(true)
                .start();
        assertThat(platform.inputReader().readLine()).isEqualTo("committed");
        platform.destroyForcibly().waitFor();
        try (var server = PostgresServer.start(home, PostgresServer.Durability.LASTING);
                var connection = connect(server);
                var found = connection.createStatement().executeQuery("select count(*) from kept")) {
            found.next();
            assertThat(found.getLong(1)).isEqualTo(1);
        }
    }

    /// As most people run it: no root, no user namespace. Where root runs the tests, `nobody` plays that user.
    @Test
    void a_user_who_is_not_root_runs_it_directly_and_finds_everything_after_a_kill() throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        Path desk = directory.resolve("desk");
        String classpath = copiedFor(root, desk);

        Process platform = asPlainUser(root, classpath, Victim.class, desk.resolve("home"));
        assertThat(platform.inputReader().readLine()).isEqualTo("committed");
        platform.destroyForcibly().waitFor();

        Process next = asPlainUser(root, classpath, Survivor.class, desk.resolve("home"));
        assertThat(next.inputReader().readLine()).isEqualTo("1 kept");
        assertThat(next.waitFor()).isZero();
    }

    private static Process asPlainUser(boolean root, String classpath, Class<?> program, Path home) throws IOException {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(java(classpath, program, home));
        return new ProcessBuilder(command)
                .directory(home.resolveSibling("").toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// A short life, that wants no optimising compiler.
    private static List<String> java(String classpath, Class<?> program, Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                classpath,
                program.getName(),
                home.toString());
    }

    /// The class path in a folder that belongs to `nobody`, who may not look into root's.
    private String copiedFor(boolean root, Path desk) throws Exception {
        Files.createDirectories(desk);
        String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        if (!root) {
            return classpath;
        }
        var copies = new ArrayList<String>();
        for (String entry : classpath.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) { // Surefire ends its list with a separator
                continue;
            }
            Path copy = desk.resolve(copies.size() + (entry.endsWith(".jar") ? ".jar" : ""));
            run("cp", "-r", entry, copy.toString());
            copies.add(copy.toString());
        }
        run("chown", "-R", "65534:65534", desk.toString());
        run("chmod", "755", directory.toString());
        return String.join(File.pathSeparator, copies);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    @Test
    void a_second_platform_on_the_same_directory_is_refused_and_told_why() throws Exception {
        Path home = directory.resolve("home");
        Process platform = new ProcessBuilder(java(System.getProperty("java.class.path"), Victim.class, home))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(platform.inputReader().readLine()).isEqualTo("committed");
            assertThatThrownBy(() -> PostgresServer.start(home, PostgresServer.Durability.LASTING)
                            .close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another platform is running");
        } finally {
            platform.destroyForcibly().waitFor();
            PostgresServer.start(home, PostgresServer.Durability.LASTING).close();
        }
    }

    @Test
    void nobody_gets_in_without_the_password_and_the_password_is_the_owners_alone() throws Exception {
        Path home = directory.resolve("home");
        try (var server = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(home.resolve("password"))).hasSize(2);
        }
    }

    /// A platform that commits one row and then waits to be killed.
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            var server = PostgresServer.start(Path.of(arguments[0]), PostgresServer.Durability.LASTING);
            server.createDatabase("books", "template0");
            execute(server, "create table kept (fen bigint)");
            execute(server, "insert into kept values (1)");
            System.out.println("committed");
            Thread.sleep(120_000);
        }
    }

    /// The platform that is started next: counts what the victim committed.
    static final class Survivor {
        public static void main(String[] arguments) throws Exception {
            try (var server = PostgresServer.start(Path.of(arguments[0]), PostgresServer.Durability.LASTING);
                    var connection = connect(server);
                    var found = connection.createStatement().executeQuery("select count(*) from kept")) {
                found.next();
                System.out.println(found.getLong(1) + " kept");
            }
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.url("books"), PostgresServer.SUPERUSER, server.password());
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
