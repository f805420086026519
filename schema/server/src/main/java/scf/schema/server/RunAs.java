package scf.schema.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Under which user the server runs. PostgreSQL refuses root; everyone else runs it directly.
///
/// @param prefix what stands before the command
/// @param nobody whether the files must belong to `nobody` first
record RunAs(List<String> prefix, boolean nobody) {

    static RunAs find(Path home) throws IOException {
        if (!System.getProperty("user.name", "").equals("root") || !isUnix()) {
            return new RunAs(List.of(), false);
        }
        // A cluster stays with the way it was made: its files belong to whoever that way runs as.
        Path mark = home.resolve("run-as-nobody");
        if (!Files.exists(mark) && works("unshare", "-U", "true")) {
            return new RunAs(List.of("unshare", "-U"), false);
        }
        if (works("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true")) {
            if (!Files.exists(mark)) {
                Files.createFile(mark);
            }
            return new RunAs(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), true);
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works "
                + "here: start the platform as another user, or give spring.datasource.url");
    }

    /// Hands the directory to the user the server will run as, where that is another one.
    void own(Path directory) throws IOException {
        if (!nobody) {
            return;
        }
        try {
            int exit = new ProcessBuilder("chown", "-R", "65534:65534", directory.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("chown of " + directory + " ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isUnix() {
        return !System.getProperty("os.name", "").startsWith("Windows");
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
