package dev.headrace.runtime.directory;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.FencedException;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.LockException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.Crew;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.WallClock;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.Epoch;
import dev.headrace.runtime.commit.EpochLog;
import dev.headrace.runtime.commit.StagedEpoch;
import dev.headrace.runtime.commit.StagedEpoch.Application;
import dev.headrace.runtime.commit.StoreChanges;
import dev.headrace.runtime.commit.TaskEpoch;
import dev.headrace.sink.Receipt;
import dev.headrace.state.StorePosition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commit log in a directory: an epoch is durable when the file of its entry exists, which is created whole and only if
 * there is none of that number. An entry says everything that is needed to go on after it.
 *
 * <p>Whoever takes the log over writes an entry first, before he reads or removes anything. So an owner that was replaced and
 * does not know it yet cannot create the entry that he wants to, and after each entry that he did create he looks whether a
 * later one is there: then he publishes nothing and leaves.
 */
public final class DirectoryLog implements EpochLog {

    /** Where a task begins to count that never committed: its start positions are the next epoch, and 0 the first with data. */
    public static final long EPOCH_BEFORE_FIRST = DirectoryCommit.NO_EPOCH;

    /** How positions of sources that are no topics are called in checkpoints. */
    private static final String SOURCE_PREFIX = "source/";

    private final CheckpointDirectory directory;
    private final UUID owner;
    private final WallClock clock;
    private final Crew crew;
    private final Closeable lock;
    private final StateFiles files;

    private DirectoryCommit last;
    private @Nullable DirectoryCommit next;

    private DirectoryLog(
            CheckpointDirectory directory,
            UUID owner,
            WallClock clock,
            Crew crew,
            Closeable lock,
            DirectoryCommit last) {
        this.directory = directory;
        this.owner = owner;
        this.clock = clock;
        this.crew = crew;
        this.lock = lock;
        this.files = new StateFiles(directory, owner);
        this.last = last;
    }

    /**
     * Takes the log over.
     *
     * @param owner the identity of this life of the query
     * @param crew writes the changes of tasks
     * @throws LockException if another process runs the query
     */
    public static DirectoryLog takeOver(FileTree tree, FilePath checkpoint, UUID owner, WallClock clock, Crew crew) {
        CheckpointDirectory directory = new CheckpointDirectory(tree, checkpoint);
        try {
            Closeable lock = tree.tryLock(directory.owner())
                    .orElseThrow(() -> new LockException("Cannot use checkpoint " + checkpoint
                            + ": another running query holds it. Stop that one first, or give each its own"
                            + " checkpointLocation"));
            try {
                return new DirectoryLog(
                        directory, owner, clock, crew, lock, takenOver(directory, owner, clock.nowMs()));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StreamsException("Cannot open checkpoint " + checkpoint + ": " + e.getMessage(), e);
        }
    }

    private static DirectoryCommit takenOver(CheckpointDirectory directory, UUID owner, long nowMs) throws IOException {
        while (true) {
            OptionalLong sequence = directory.lastCommit();
            DirectoryCommit last =
                    sequence.isPresent() ? read(directory, sequence.getAsLong()) : DirectoryCommit.nothing(owner);
            DirectoryCommit mine = last.takenOver(owner, nowMs);
            if (directory.tree().putIfAbsent(directory.commit(mine.sequence()), CommitCodec.encode(mine))) {
                return mine;
            }
        }
    }

    private static DirectoryCommit read(CheckpointDirectory directory, long sequence) throws IOException {
        FilePath path = directory.commit(sequence);
        return CommitCodec.decode(path, directory.tree().read(path));
    }

    /**
     * Refuses a topology that lacks something of which the log keeps state, positions or unpublished output: going on without it
     * would forget that, or read it again, in silence.
     *
     * @param names of all stores and nodes that the topology has
     * @throws InvalidOptionException if something is missing
     */
    public void refuseOrphans(Set<String> names) {
        Set<String> kept = new TreeSet<>();
        last.stores().stream().filter(store -> !store.files().isEmpty()).forEach(store -> kept.add(store.store()));
        for (TaskCommit task : last.tasks()) {
            task.checkpoint().positions().keySet().stream()
                    .filter(position -> position.startsWith(SOURCE_PREFIX))
                    .forEach(position -> kept.add(position.substring(SOURCE_PREFIX.length())));
            task.receipts().forEach((sink, receipts) -> {
                if (!receipts.isEmpty()) {
                    kept.add(sink);
                }
            });
        }
        kept.removeAll(names);
        if (!kept.isEmpty()) {
            throw new InvalidOptionException(
                    "Cannot go on with checkpoint " + directory.root() + ": it keeps something of "
                            + kept
                            + ", and the topology has nothing of these names. Change the query back, or start it anew with another"
                            + " checkpoint");
        }
    }

    /** What is committed. */
    DirectoryCommit last() {
        return last;
    }

    CheckpointDirectory directory() {
        return directory;
    }

    /** The epoch that comes next, as one that opens at {@code openedMs} sees it. */
    public EpochView nextEpoch(long openedMs) {
        return last.time().view(last.epoch() + 1, openedMs);
    }

    /**
     * The plan of the next epoch, if it was planned before and then not committed.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<EpochPlan> unfinishedPlan() throws IOException {
        FilePath path = directory.offsets(last.epoch() + 1);
        return directory.tree().entry(path).isEmpty()
                ? Optional.empty()
                : Optional.of(EpochPlan.decoded(path, directory.tree().read(path)));
    }

    /**
     * Writes a plan, before its epoch runs.
     *
     * @throws IOException if it cannot be written
     */
    public void write(EpochPlan plan) throws IOException {
        directory.tree().putIfAbsent(directory.offsets(plan.epoch()), plan.encoded());
    }

    /** The watermark, if the last epoch moved it, so that something may have become final. */
    public OptionalLong advancedWatermarkMs() {
        return last.time().hasAdvanced() ? OptionalLong.of(last.time().watermarkMs()) : OptionalLong.empty();
    }

    @Override
    public boolean hasWrites() {
        return false;
    }

    @Override
    public long openForMs() {
        return 0;
    }

    @Override
    public StagedEpoch stage(Epoch epoch) {
        long number = last.epoch() + 1;
        long nowMs = clock.nowMs();
        try {
            List<List<StoreState>> written = crew.each(epoch.tasks(), task -> files.write(task, number, last));
            next = new DirectoryCommit(
                    last.sequence() + 1,
                    owner,
                    number,
                    nowMs,
                    last.time()
                            .after(epoch.tasks().stream()
                                    .map(TaskEpoch::proposals)
                                    .toList()),
                    tasks(epoch),
                    stores(written));
        } catch (IOException e) {
            throw new CommitFailedException("Cannot write the state of epoch " + number + ": " + e.getMessage(), e);
        }
        return new StagedEpoch(epoch, applications(epoch, new StorePosition(number + 1, nowMs)), Map.of());
    }

    /** What the epoch says of its tasks, beside what was said of others that did not take part. */
    private List<TaskCommit> tasks(Epoch epoch) {
        Map<TaskKey, TaskCommit> tasks = new LinkedHashMap<>();
        last.tasks().forEach(task -> tasks.put(task.task(), task));
        for (TaskEpoch task : epoch.tasks()) {
            Map<String, List<Receipt>> receipts = new HashMap<>();
            task.outputs().forEach(output -> receipts.put(output.sink(), output.outstanding()));
            tasks.put(task.task(), new TaskCommit(task.task(), task.checkpoint(), receipts));
        }
        return List.copyOf(tasks.values());
    }

    private List<StoreState> stores(List<List<StoreState>> written) {
        Map<String, StoreState> stores = new LinkedHashMap<>();
        last.stores().forEach(store -> stores.put(store.store() + "/" + store.partition(), store));
        written.forEach(each -> each.forEach(store -> stores.put(store.store() + "/" + store.partition(), store)));
        return List.copyOf(stores.values());
    }

    private static List<Application> applications(Epoch epoch, StorePosition position) {
        List<Application> applications = new ArrayList<>();
        for (TaskEpoch task : epoch.tasks()) {
            for (StoreChanges changes : task.changes()) {
                if (!changes.entries().isEmpty()) {
                    applications.add(new Application(changes, position));
                }
            }
        }
        return applications;
    }

    @Override
    public void commit(StagedEpoch staged) {
        try {
            create();
        } catch (IOException e) {
            throw new CommitOutcomeUnknownException(
                    "Cannot tell whether epoch " + staged().epoch() + " was committed: " + e.getMessage(), e);
        }
    }

    /** Creating the same entry again tells: it is there now, by this call or by the one before. */
    @Override
    public boolean resolve(StagedEpoch staged) {
        try {
            create();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to create the entry again: " + e.getMessage(), e);
        }
    }

    /** Can be repeated until it has told what became of the entry. */
    private void create() throws IOException {
        DirectoryCommit created = staged();
        byte[] entry = CommitCodec.encode(created);
        FilePath path = directory.commit(created.sequence());
        files.entrust();
        if (!directory.tree().putIfAbsent(path, entry)
                && !Arrays.equals(directory.tree().read(path), entry)) {
            throw fenced();
        }
        if (directory.lastCommit().orElse(-1) > created.sequence()) {
            throw fenced();
        }
        last = created;
        next = null;
    }

    private DirectoryCommit staged() {
        if (next == null) {
            throw new IllegalStateException("Cannot commit: nothing is staged");
        }
        return next;
    }

    private FencedException fenced() {
        return new FencedException("Cannot go on with checkpoint " + directory.root()
                + ": another process has taken it over, and the work with it");
    }

    @Override
    public void abort() {
        next = null;
        try {
            files.rollback();
        } catch (IOException e) {
            throw new StreamsException("Cannot remove the state of an aborted epoch: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StreamsException("Cannot release checkpoint " + directory.root(), e);
        }
    }
}
