package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.headrace.state.CommittableStore;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StorePosition;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir
    Path directory;

    record Point(int x, int y) {}

    enum Colour {
        RED,
        GREEN {}
    }

    @Test
    void suppliersTellNameAndKind() {
        assertThat(Stores.inMemoryKeyValueStore("a").name()).isEqualTo("a");
        assertThat(Stores.inMemoryKeyValueStore("a").metricsScope()).isEqualTo("in-memory");
        assertThat(Stores.persistentKeyValueStore("a").metricsScope()).isEqualTo("rocksdb");
        assertThat(Stores.persistentTimestampedKeyValueStore("a").metricsScope())
                .isEqualTo("rocksdb");
        assertThat(Stores.lruMap("a", 1).metricsScope()).isEqualTo("in-memory-lru");
        assertThatNullPointerException().isThrownBy(() -> Stores.inMemoryKeyValueStore(null));
        assertThatNullPointerException().isThrownBy(() -> Stores.lruMap(null, 1));
        assertThatNullPointerException()
                .isThrownBy(() -> Stores.keyValueStoreBuilder(null, Serdes.String(), Serdes.String()));
    }

    @Test
    void aSupplierAloneMakesAStoreOfBytes() {
        KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("a").get();
        store.init(new TestEnvironment(directory, 0), store);
        store.put(Bytes.wrap(new byte[] {1}), new byte[] {2});
        assertThat(store.get(Bytes.wrap(new byte[] {1}))).containsExactly(2);
        store.close();
    }

    @Test
    void suppliersOfOthersAreRefused() {
        KeyValueBytesStoreSupplier foreign = new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return "foreign";
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                throw new AssertionError("Nothing to build on");
            }

            @Override
            public String metricsScope() {
                return "foreign";
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.keyValueStoreBuilder(foreign, Serdes.String(), Serdes.String()))
                .withMessageContaining("Cannot build store 'foreign'")
                .withMessageContaining("Use a supplier made by Stores");
    }

    @Test
    void aStoreIsOpenedOnceAtATimeAndRegistersItself() {
        KeyValueStore<String, String> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("a"), Serdes.String(), Serdes.String())
                .build();
        TestEnvironment environment = new TestEnvironment(directory, 0);
        store.init(environment, store);
        assertThat(environment.registered()).containsExactly(store);
        assertThatIllegalStateException().isThrownBy(() -> store.init(environment, store));
        store.close();
    }

    /** A plain store's bytes would be read as a timestamp with a value. */
    @Test
    void aStoreThatLearnsTimestampsBeginsAnew() {
        KeyValueBytesStoreSupplier supplier = Stores.persistentKeyValueStore("a");
        KeyValueStore<String, String> plain = Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.String())
                .build();
        plain.init(new TestEnvironment(directory, 0), plain);
        plain.put("key", "a value of some length");
        CommittableStore committable = (CommittableStore) plain;
        committable.apply(committable.seal(0), new StorePosition(1, 1));
        plain.close();
        TimestampedKeyValueStore<String, String> stamped = Stores.timestampedKeyValueStoreBuilder(
                        supplier, Serdes.String(), Serdes.String())
                .build();
        stamped.init(new TestEnvironment(directory, 0), stamped);
        assertThat(stamped.get("key")).isNull();
        assertThat(((CommittableStore) stamped).position()).isEqualTo(StorePosition.NONE);
        stamped.close();
    }

    @Test
    void knowsWhichTypesAreImmutable() {
        assertThat(List.of(String.class, Long.class, java.util.UUID.class, java.time.Instant.class, Colour.class))
                .allMatch(ImmutableTypes::asValue);
        assertThat(ImmutableTypes.asValue(Colour.GREEN.getClass())).isTrue();
        assertThat(List.of(byte[].class, Point.class, java.util.Date.class, StringBuilder.class, List.class))
                .noneMatch(ImmutableTypes::asValue);
        assertThat(ImmutableTypes.asKey(String.class, true)).isTrue();
        assertThat(ImmutableTypes.asKey(String.class, false)).isFalse();
        assertThat(ImmutableTypes.asKey(java.time.Instant.class, true)).isFalse();
        ImmutableTypes.declare(Point.class);
        assertThat(ImmutableTypes.asValue(Point.class)).isTrue();
        assertThat(ImmutableTypes.asKey(Point.class, false)).isTrue();
    }

    @Test
    void immutableValuesAreSharedAsTheyAre() {
        TimestampedKeyValueStore<String, String> store = Stores.timestampedKeyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("a"), Serdes.String(), Serdes.String())
                .build();
        store.init(new TestEnvironment(directory, 1 << 20), store);
        ValueAndTimestamp<String> given = ValueAndTimestamp.make("x", 1);
        store.put("k", given);
        assertThat(store.get("k")).isSameAs(given);
        CommittableStore committable = (CommittableStore) store;
        committable.apply(committable.seal(0), new StorePosition(1, 1));
        assertThat(store.get("k")).isSameAs(given);
        store.close();
    }
}
