package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.StorePosition;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading and writing a hot key costs. */
class HotPathTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    private final AtomicInteger serialized = new AtomicInteger();
    private TimestampedKeyValueStore<String, String> store;

    private void open(Serde<String> keySerde, Serde<String> valueSerde) {
        store = Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), keySerde, valueSerde)
                .build();
        store.init(new TestEnvironment(directory, 1 << 20), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Serde<String> counting() {
        return Serdes.serdeFrom(
                (topic, text) -> {
                    serialized.incrementAndGet();
                    return text.getBytes(StandardCharsets.UTF_8);
                },
                Serdes.String().deserializer());
    }

    private void commit(long position) {
        CommittableStore committable = (CommittableStore) store;
        committable.apply(committable.seal(0), new StorePosition(position, 0));
    }

    @Test
    void readingAndWritingAllocatesNothing() {
        open(Serdes.String(), Serdes.String());
        String[] keys = {"a", "b"};
        ValueAndTimestamp<String> value = ValueAndTimestamp.make("x", 1);
        readAndWrite(keys, value, 10_000);
        commit(1);
        readAndWrite(keys, value, 2);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        readAndWrite(keys, value, 100_000);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(100_000);
    }

    private void readAndWrite(String[] keys, ValueAndTimestamp<String> value, int times) {
        for (int i = 0; i < times; i++) {
            String key = keys[i % keys.length];
            store.get(key);
            store.put(key, value);
        }
    }

    @Test
    void aValueIsSerializedOncePerCommit() {
        open(Serdes.String(), counting());
        store.put("a", ValueAndTimestamp.make("the first of its class is tried", 0));
        commit(1);
        serialized.set(0);
        for (int i = 0; i < 10; i++) {
            store.put("a", ValueAndTimestamp.make("x" + i, i));
            store.get("a");
        }
        assertThat(serialized).hasValue(0);
        commit(2);
        assertThat(serialized).hasValue(1);
    }
}
