package dev.headrace.hadoop;

import java.io.Closeable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/** Locks among the callers in this process. */
final class ProcessLocks {

    private static final Map<Path, Object> HELD = new ConcurrentHashMap<>();

    private ProcessLocks() {}

    static Optional<Closeable> tryLock(Path path) {
        Object holder = new Object();
        return HELD.putIfAbsent(path, holder) == null ? Optional.of(() -> HELD.remove(path, holder)) : Optional.empty();
    }
}
