package dev.headrace.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition of a source, forwards only. One thread uses it.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface SourceReader<K, V> extends Closeable {

    /**
     * The next records, in order; empty when there is nothing yet or {@code until} is reached. It may read what lies there
     * and never waits for more to arrive.
     *
     * @param recordsMax the most records to return
     * @param until a position that {@link Source#end} returned; no record behind it is returned. Null: as far as there is
     *     anything
     */
    List<SourceRecord<K, V>> poll(int recordsMax, @Nullable SourcePosition until) throws IOException;

    /**
     * Where this reader stands: behind everything that it returned and everything that it passed over without a record to
     * return (an empty file, say). Once nothing is left before {@code until}, this is {@code until} itself.
     */
    SourcePosition position();

    /**
     * What else this reader counted since it was asked last, by names that progress shows: {@code rowsSkipped}, say. Counts of
     * several readers and epochs are added up.
     */
    default Map<String, Long> drainMetrics() {
        return Map.of();
    }
}
