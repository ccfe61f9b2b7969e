package dev.headrace.state;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A store of bytes that keeps old versions; values that it returns start with their timestamp. */
public interface VersionedBytesStore extends KeyValueStore<Bytes, byte[]>, TimestampedBytesStore {

    /** As {@link VersionedKeyValueStore#put}. */
    long put(Bytes key, byte @Nullable [] value, long timestamp);

    /** As {@link VersionedKeyValueStore#get(Object, long)}. */
    byte @Nullable [] get(Bytes key, long asOfTimestamp);

    /** As {@link VersionedKeyValueStore#delete}. */
    byte @Nullable [] delete(Bytes key, long timestamp);
}
