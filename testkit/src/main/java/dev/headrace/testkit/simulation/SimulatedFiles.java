package dev.headrace.testkit.simulation;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTrees;
import dev.headrace.port.LinkingFileTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A file system in memory that outlives the processes which use it. When a process dies, what it had not flushed is gone;
 * when power is lost, of everything that was not synced any part is: the end of a file's bytes, and each name for itself.
 * A rename is one act and never loses a file.
 */
public final class SimulatedFiles {

    private static final int LAST_CALLS = 40;

    private final FileNames names = new FileNames();
    private final Map<FilePath, SimulatedProcess> locks = new HashMap<>();
    private FileFaults faults = FileFaults.NONE;
    private final Deque<String> lastCalls = new ArrayDeque<>();
    private long steps;
    private long traceHash;
    private long namesGiven;

    /** The files as {@code process} uses them, whatever the scheme of a path. */
    public FileTrees mount(SimulatedProcess process) {
        LinkingFileTree tree = new SimulatedFileTree(this, process);
        return path -> tree;
    }

    /** From now on operations go wrong as {@code newFaults} says. */
    public void inject(FileFaults newFaults) {
        faults = newFaults;
    }

    /** How many operations there were so far. */
    public long steps() {
        return steps;
    }

    /** All processes that used these files are dead, and so is the machine: what was not synced may be lost. */
    public void losePower(RandomGenerator random) {
        names.lose(random);
        Set<FileContent> contents = new HashSet<>();
        names.all().values().forEach(content -> {
            if (contents.add(content)) {
                content.lose(random);
            }
        });
    }

    /** All files with their bytes, for looking at them from outside: no operation, no faults. */
    public Map<FilePath, byte[]> contents() {
        Map<FilePath, byte[]> contents = new TreeMap<>();
        names.all()
                .forEach((path, content) -> contents.put(path, content.bytes().clone()));
        return contents;
    }

    FileNames names() {
        return names;
    }

    /** A number that is the same for two runs only if their processes did the same so far. */
    public long traceHash() {
        return traceHash;
    }

    /** What was done last, for a message. */
    public List<String> lastCalls() {
        return List.copyOf(lastCalls);
    }

    FileOutcome decide(FileSite site, FilePath path, SimulatedProcess process) {
        FileCall call = new FileCall(++steps, site, path, process.name());
        FileOutcome outcome = faults.at(call);
        trace(call, outcome);
        if (!site.outcomes().contains(outcome)) {
            throw new IllegalArgumentException(
                    "Cannot inject " + outcome + " at " + site + ": choose one of " + site.outcomes());
        }
        return outcome;
    }

    private void trace(FileCall call, FileOutcome outcome) {
        String text = call.process() + ": " + call + (outcome == FileOutcome.NONE ? "" : ", " + outcome);
        traceHash = traceHash * 31 + text.hashCode();
        lastCalls.addLast(text);
        if (lastCalls.size() > LAST_CALLS) {
            lastCalls.removeFirst();
        }
    }

    long nextName() {
        return ++namesGiven;
    }

    /**
     * Whether {@code process} got the lock: no other process that moves holds it, nor this one. One that stands still loses its
     * lock, as on a file system that takes it back.
     */
    boolean lock(FilePath path, SimulatedProcess process) {
        SimulatedProcess holder = locks.get(path);
        if (holder != null && holder.isRunning()) {
            return false;
        }
        locks.put(path, process);
        return true;
    }

    void unlock(FilePath path, SimulatedProcess process) {
        if (Objects.equals(locks.get(path), process)) {
            locks.remove(path);
        }
    }
}
