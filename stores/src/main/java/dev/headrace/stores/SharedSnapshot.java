package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import java.util.concurrent.atomic.AtomicInteger;

/** A snapshot that is closed by whoever lets go of it last. Safe for any thread. */
final class SharedSnapshot {

    private final BytesStore.Snapshot snapshot;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** A snapshot with one holder. */
    SharedSnapshot(BytesStore.Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    BytesStore.Snapshot bytes() {
        return snapshot;
    }

    /** Adds a holder, unless the last one has let go already. */
    boolean hold() {
        int held = holders.get();
        while (held > 0 && !holders.compareAndSet(held, held + 1)) {
            held = holders.get();
        }
        return held > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            snapshot.close();
        }
    }
}
