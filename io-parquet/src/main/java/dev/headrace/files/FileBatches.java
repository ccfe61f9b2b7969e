package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.WallClock;
import dev.headrace.source.ReadLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a stream in batches, of which every partition reads its share. Batches are made of what the directories hold
 * that was not seen before, and let go when every partition has committed them.
 */
final class FileBatches {

    private static final long LOOK_AGAIN_AFTER_MS = 10;

    /** So many batches are let go at a time. */
    private static final int FORGET_AFTER = 100;

    private final UnreadFiles files;
    private final StreamSettings settings;
    private final FileLog log;
    private final WallClock clock;
    private final SourceCleaner cleaner;
    private final Map<Integer, Integer> committed = new HashMap<>();
    private int cleaned = Integer.MAX_VALUE;
    private long lookAgainMs = Long.MIN_VALUE;

    FileBatches(Listing listing, StreamSettings settings, FileLog log, WallClock clock) {
        this.files = new UnreadFiles(listing, settings);
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.cleaner = SourceCleaner.of(settings, listing.tree());
    }

    /** How many there ever were. */
    synchronized int count() {
        return log.end();
    }

    /** Makes batches of the files that are new: one, or of all of them. */
    synchronized void look(ReadLimit limit) throws IOException {
        List<FileEntry> unseen = limit == ReadLimit.all() ? List.of() : log.unseen(files.kept());
        if (unseen.isEmpty()) {
            unseen = log.unseen(files.listed());
        }
        boolean more = !unseen.isEmpty();
        while (more) {
            log.append(unseen.subList(0, withinLimits(unseen)));
            unseen = log.unseen(unseen);
            more = limit == ReadLimit.all() && !unseen.isEmpty();
        }
        files.keep(unseen);
    }

    private int withinLimits(List<FileEntry> files) {
        int count = 0;
        long bytes = 0;
        for (FileEntry file : files) {
            bytes += file.length();
            if (count > 0 && (count >= settings.maxFiles() || bytes > settings.maxBytes())) {
                return count;
            }
            count++;
        }
        return count;
    }

    /**
     * The files of a batch that a partition reads; null if there is no such batch yet. The first partition looks for new files
     * when it wants a batch that was not planned, as it does where the input of an epoch ends nowhere.
     */
    synchronized @Nullable List<FileEntry> share(int batch, int partition) throws IOException {
        if (batch >= log.end() && partition == 0 && clock.nowMs() >= lookAgainMs) {
            look(ReadLimit.configured());
            lookAgainMs = clock.nowMs() + LOOK_AGAIN_AFTER_MS;
        }
        if (batch >= log.end()) {
            return null;
        }
        List<FileEntry> all = log.batch(batch);
        List<FileEntry> share = new ArrayList<>();
        for (int file = partition; file < all.size(); file += settings.partitions()) {
            share.add(all.get(file));
        }
        return share;
    }

    /**
     * Somebody has come as far as {@code position}: this process, or one that owned the query since this one looked.
     *
     * @throws IllegalStateException if no such batches were written down
     */
    synchronized void require(FilePosition position) throws IOException {
        if (position.isBehind(log.end())) {
            log.readOn();
        }
        if (position.isBehind(log.end())) {
            throw log.without(position.batch());
        }
    }

    /** A partition is read from {@code position} on. The batch before may not be cleaned away yet: who did it may have died. */
    synchronized void begin(int partition, FilePosition position) throws IOException {
        require(position);
        committed.put(partition, position.batch());
        cleaned = Math.max(log.begin(), Math.min(cleaned, position.batch() - 1));
    }

    /** What every partition has read is cleaned away, if that is wished for, and at last forgotten. */
    synchronized void committed(int partition, FilePosition position) throws IOException {
        committed.put(partition, position.batch());
        if (committed.size() < settings.partitions()) {
            return;
        }
        int done = committed.values().stream().min(Integer::compare).orElse(0);
        for (; cleaned < done; cleaned++) {
            cleaner.clean(log.batch(cleaned));
        }
        if (done - log.begin() > FORGET_AFTER) {
            log.forget(done - 1);
        }
    }
}
