package dev.headrace.source;

import dev.headrace.processor.Record;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record and the place behind it.
 *
 * @param record key, value, timestamp in milliseconds since 1970, and headers
 * @param position where reading goes on once this record is committed
 * @param <K> type of the key
 * @param <V> type of the value
 */
public record SourceRecord<K, V>(Record<K, V> record, SourcePosition position) {

    /** A record without headers. */
    public static <K, V> SourceRecord<K, V> of(
            @Nullable K key, @Nullable V value, long timestampMs, SourcePosition position) {
        return of(key, value, timestampMs, new RecordHeaders(), position);
    }

    /** A record with headers. */
    public static <K, V> SourceRecord<K, V> of(
            @Nullable K key, @Nullable V value, long timestampMs, Headers headers, SourcePosition position) {
        return new SourceRecord<>(new Record<>(key, value, timestampMs, headers), position);
    }
}
