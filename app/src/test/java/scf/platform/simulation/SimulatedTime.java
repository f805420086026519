package scf.platform.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The time of a simulated city, which jumps: the machine's, and ahead of it by as much as was let pass.
///
/// It lies in a file that whoever plays and whatever is played upon have mapped, so that a platform in a process of its
/// own lives in the same hour, and so does the one that is started after a kill.
final class SimulatedTime extends Clock {

    private static final int AHEAD = 0;
    private static final int WANTED_DATE = Long.BYTES;
    private static final int RUDE = 2 * Long.BYTES;
    private static final int SIZE = 3 * Long.BYTES;

    private final MappedByteBuffer shared;

    private SimulatedTime(MappedByteBuffer shared) {
        this.shared = shared;
    }

    static SimulatedTime in(Path file) {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SimulatedTime(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead());
    }

    Duration ahead() {
        return Duration.ofMillis(shared.getLong(AHEAD));
    }

    /// Forward by hours as when a machine wakes up, or back by a moment as when its clock is set.
    void jump(Duration by) {
        shared.putLong(AHEAD, ahead().plus(by).toMillis());
    }

    /// The business date to which the platform is to move, as soon as it runs.
    LocalDate wantedDate() {
        return LocalDate.ofEpochDay(shared.getLong(WANTED_DATE));
    }

    void want(LocalDate date) {
        shared.putLong(WANTED_DATE, date.toEpochDay());
    }

    /// Whether these are the times in which mishaps befall the platform: not before everybody is there.
    boolean isRude() {
        return shared.getLong(RUDE) != 0;
    }

    void becomeRude() {
        shared.putLong(RUDE, 1);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are instants here");
    }
}
