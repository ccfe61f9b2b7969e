package dev.headrace.soak;

import dev.headrace.runtime.commit.CommitStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where each worker of a process stands, in a file that is mapped into its memory: what was written last can be read after
 * the process was killed, however it was.
 */
final class FlightRecorder {

    private static final int WORKERS_MAX = 8;
    private static final int SLOT_BYTES = Integer.BYTES + Long.BYTES;
    private static final int PROCESSING = 0;

    private final ByteBuffer slots;

    private FlightRecorder(ByteBuffer slots) {
        this.slots = slots;
    }

    /** Opens the recorder in {@code file}, as the last process left it. */
    static FlightRecorder open(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new FlightRecorder(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) WORKERS_MAX * SLOT_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot map the flight recorder " + file, e);
        }
    }

    /** Forgets what another process left. */
    void clear() {
        for (int worker = 0; worker < WORKERS_MAX; worker++) {
            epochDone(worker);
        }
    }

    /** The worker processed one more record of the open epoch. */
    void processed(int worker) {
        slots.putInt(at(worker), PROCESSING);
        slots.putLong(recordsAt(worker), records(worker) + 1);
    }

    /** The worker's commit is in a stage now, or between it and the next one. */
    void reached(int worker, CommitStage stage, Moment moment) {
        slots.putInt(at(worker), 1 + 2 * stage.ordinal() + moment.ordinal());
    }

    /** The worker's epoch is over. */
    void epochDone(int worker) {
        slots.putInt(at(worker), PROCESSING);
        slots.putLong(recordsAt(worker), 0);
    }

    /** How many records the worker's epoch holds. */
    long records(int worker) {
        return slots.getLong(recordsAt(worker));
    }

    /** The worker whose epoch is furthest on its way, of those that hold records; -1 if none does. */
    int furthest() {
        int furthest = -1;
        for (int worker = 0; worker < WORKERS_MAX; worker++) {
            if (records(worker) > 0 && (furthest < 0 || slots.getInt(at(worker)) > slots.getInt(at(furthest)))) {
                furthest = worker;
            }
        }
        return furthest;
    }

    /** Where the worker's epoch stands. */
    KillSite site(int worker) {
        int code = slots.getInt(at(worker));
        return code == PROCESSING
                ? KillSite.PROCESSING
                : new KillSite(CommitStage.values()[(code - 1) / 2], Moment.values()[(code - 1) % 2]);
    }

    private static int at(int worker) {
        return worker * SLOT_BYTES;
    }

    private static int recordsAt(int worker) {
        return at(worker) + Integer.BYTES;
    }
}
