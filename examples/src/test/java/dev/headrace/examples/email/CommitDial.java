package dev.headrace.examples.email;

import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Shows in a file that is mapped into memory where a commit stands, so that it can be read after the process was killed. */
final class CommitDial implements CommitProbe {

    static final int HALTED = 99;
    private static final int NO_COMMIT = 0;

    private final ByteBuffer dial;
    private final Optional<KillSite> haltAt;
    private int commitsBefore;

    /**
     * A dial.
     *
     * @param haltAt where the process is to end itself; nowhere if empty
     * @param commitsBefore in which commit: the one after so many
     */
    CommitDial(Path file, Optional<KillSite> haltAt, int commitsBefore) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.dial = channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot map " + file, e);
        }
        this.haltAt = haltAt;
        this.commitsBefore = commitsBefore;
    }

    /** Where the commit stood; empty where none was under way. */
    Optional<KillSite> site() {
        int code = dial.getInt(0);
        return code == NO_COMMIT
                ? Optional.empty()
                : Optional.of(new KillSite(CommitStage.values()[(code - 1) / 2], (code - 1) % 2 == 1));
    }

    /** Forgets what another process left. */
    void clear() {
        dial.putInt(0, NO_COMMIT);
    }

    @Override
    public void before(CommitStage stage) {
        reached(new KillSite(stage, false));
    }

    @Override
    public void after(CommitStage stage) {
        reached(new KillSite(stage, true));
        if (stage == CommitStage.DISCARD) {
            clear();
            commitsBefore--;
        }
    }

    private void reached(KillSite site) {
        dial.putInt(0, 1 + 2 * site.stage().ordinal() + (site.after() ? 1 : 0));
        if (commitsBefore == 0 && haltAt.filter(site::equals).isPresent()) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
