package scf.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {

    @TempDir
    Path folder;

    @Test
    void a_secret_is_its_owners_alone_and_replaces_what_a_crash_left() throws IOException {
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .isTrue();
        Files.createDirectories(folder.resolve("keys"));
        Path left = Files.writeString(folder.resolve("keys/secret.unfinished"), "hal");
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));

        OwnersFile.write(folder.resolve("keys/secret"), "whole");
        OwnersFile.write(folder.resolve("keys/secret"), "whole again");

        Path file = folder.resolve("keys/secret");
        assertThat(file).hasContent("whole again");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(left).doesNotExist();
    }
}
