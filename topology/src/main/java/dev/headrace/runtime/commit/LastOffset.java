package dev.headrace.runtime.commit;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Remembers the highest acknowledged offset of the records it was sent with; written by the client's thread. */
final class LastOffset implements Callback {

    private volatile long last = -1;

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null && metadata != null && metadata.offset() > last) {
            last = metadata.offset();
        }
    }

    /** The offset after the last acknowledged record, 0 if there was none. */
    long next() {
        return last + 1;
    }
}
