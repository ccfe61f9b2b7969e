package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.StreamsException;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.state.StorePosition;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every key-value store does, wherever it keeps its entries. */
abstract class KeyValueStoreContract {

    @TempDir
    Path directory;

    private final List<StateStore> opened = new ArrayList<>();

    abstract KeyValueBytesStoreSupplier supplier(String name);

    /** How many heap bytes unchanged entries may take in these tests. */
    long cacheBytes() {
        return 1 << 20;
    }

    @AfterEach
    void closeStores() {
        opened.forEach(StateStore::close);
    }

    final <T extends StateStore> T open(StoreBuilder<T> builder) {
        T store = builder.build();
        store.init(new TestEnvironment(directory, cacheBytes()), store);
        opened.add(store);
        return store;
    }

    final <K, V> KeyValueStore<K, V> open(Serde<K> keySerde, Serde<V> valueSerde) {
        return open(Stores.keyValueStoreBuilder(supplier("s"), keySerde, valueSerde));
    }

    final KeyValueStore<String, Long> counts() {
        return open(Serdes.String(), Serdes.Long());
    }

    static CommittableStore committable(StateStore store) {
        return (CommittableStore) store;
    }

    private static final AtomicLong POSITION = new AtomicLong();

    static void commit(StateStore store) {
        CommittableStore committable = committable(store);
        List<ChangelogEntry> entries = committable.seal(0);
        committable.apply(entries, new StorePosition(POSITION.incrementAndGet(), 0));
        committable.exposeCommitted();
    }

    static <K, V> List<Tuple> drain(KeyValueIterator<K, V> iterator) {
        List<Tuple> entries = new ArrayList<>();
        try (iterator) {
            while (iterator.hasNext()) {
                K peeked = iterator.peekNextKey();
                KeyValue<K, V> entry = iterator.next();
                assertThat(entry.key).isEqualTo(peeked);
                entries.add(Tuple.tuple(entry.key, entry.value));
            }
        }
        return entries;
    }

    static Tuple entry(Object key, Object value) {
        return Tuple.tuple(key, value);
    }

    @Test
    void readsItsOwnWritesBeforeAndAfterTheCommit() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        assertThat(store.get("a")).isEqualTo(1L);
        commit(store);
        assertThat(store.get("a")).isEqualTo(1L);
        assertThat(store.get("b")).isNull();
    }

    @Test
    void nullValueRemovesTheKey() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        commit(store);
        store.put("a", null);
        assertThat(store.get("a")).isNull();
        assertThat(drain(store.all())).isEmpty();
        commit(store);
        assertThat(store.get("a")).isNull();
        assertThat(drain(store.all())).isEmpty();
    }

    @Test
    void nullKeysAreRefused() {
        KeyValueStore<String, Long> store = counts();
        assertThatNullPointerException().isThrownBy(() -> store.get(null));
        assertThatNullPointerException().isThrownBy(() -> store.put(null, 1L));
        assertThatNullPointerException().isThrownBy(() -> store.putIfAbsent(null, 1L));
        assertThatNullPointerException().isThrownBy(() -> store.delete(null));
        assertThatNullPointerException()
                .isThrownBy(() -> store.putAll(List.of(KeyValue.pair("a", 1L), KeyValue.pair(null, 2L))));
        assertThat(store.get("a")).isNull();
        assertThatNullPointerException().isThrownBy(() -> store.prefixScan(null, new StringSerializer()));
    }

    @Test
    void putIfAbsentReturnsWhatWasThere() {
        KeyValueStore<String, Long> store = counts();
        assertThat(store.putIfAbsent("a", 1L)).isNull();
        assertThat(store.putIfAbsent("a", 2L)).isEqualTo(1L);
        commit(store);
        assertThat(store.putIfAbsent("a", 3L)).isEqualTo(1L);
        assertThat(store.get("a")).isEqualTo(1L);
    }

    @Test
    void deleteReturnsWhatWasThere() {
        KeyValueStore<String, Long> store = counts();
        store.putAll(List.of(KeyValue.pair("a", 1L), KeyValue.pair("b", 2L)));
        commit(store);
        assertThat(store.delete("a")).isEqualTo(1L);
        assertThat(store.delete("a")).isNull();
        assertThat(store.delete("none")).isNull();
        assertThat(drain(store.all())).containsExactly(entry("b", 2L));
    }

    @Test
    void rangesAreOrderedByTheBytesOfTheKeysAndIncludeBothEnds() {
        KeyValueStore<Integer, String> store = open(Serdes.Integer(), Serdes.String());
        for (int key : new int[] {3, -1, 0, 7, -5}) {
            store.put(key, "v" + key);
            if (key == 0) {
                commit(store);
            }
        }
        assertThat(drain(store.all()))
                .containsExactly(entry(0, "v0"), entry(3, "v3"), entry(7, "v7"), entry(-5, "v-5"), entry(-1, "v-1"));
        assertThat(drain(store.range(0, 7))).containsExactly(entry(0, "v0"), entry(3, "v3"), entry(7, "v7"));
        assertThat(drain(store.range(7, null))).containsExactly(entry(7, "v7"), entry(-5, "v-5"), entry(-1, "v-1"));
        assertThat(drain(store.range(null, 3))).containsExactly(entry(0, "v0"), entry(3, "v3"));
        assertThat(drain(store.reverseRange(3, -5))).containsExactly(entry(-5, "v-5"), entry(7, "v7"), entry(3, "v3"));
        assertThat(drain(store.reverseAll())).hasSize(5).first().isEqualTo(entry(-1, "v-1"));
        assertThat(drain(store.range(-1, 1))).isEmpty();
        assertThat(drain(store.reverseRange(-1, 1))).isEmpty();
    }

    @Test
    void rangesLayUncommittedChangesOverCommittedEntries() {
        KeyValueStore<String, Long> store = counts();
        store.putAll(List.of(KeyValue.pair("a", 1L), KeyValue.pair("c", 3L), KeyValue.pair("e", 5L)));
        commit(store);
        store.put("b", 2L);
        store.put("c", 33L);
        assertThat(drain(store.all())).containsExactly(entry("a", 1L), entry("b", 2L), entry("c", 33L), entry("e", 5L));
        store.delete("e");
        store.put("d", 4L);
        assertThat(drain(store.all())).containsExactly(entry("a", 1L), entry("b", 2L), entry("c", 33L), entry("d", 4L));
        committable(store).seal(0);
        store.put("a", 11L);
        store.delete("b");
        assertThat(drain(store.reverseAll())).containsExactly(entry("d", 4L), entry("c", 33L), entry("a", 11L));
    }

    @Test
    void prefixScanReturnsKeysWithThePrefixOnly() {
        KeyValueStore<String, Long> store = counts();
        store.putAll(List.of(KeyValue.pair("ab", 1L), KeyValue.pair("abc", 2L), KeyValue.pair("ac", 3L)));
        commit(store);
        store.put("abd", 4L);
        store.put("aa", 5L);
        assertThat(drain(store.prefixScan("ab", new StringSerializer())))
                .containsExactly(entry("ab", 1L), entry("abc", 2L), entry("abd", 4L));
    }

    @Test
    void prefixOfHighestBytesScansToTheEnd() {
        KeyValueStore<byte[], String> store = open(Serdes.ByteArray(), Serdes.String());
        byte[] high = {(byte) 0xff, (byte) 0xff};
        byte[] higher = {(byte) 0xff, (byte) 0xff, 1};
        store.put(new byte[] {(byte) 0xfe}, "below");
        store.put(high, "high");
        store.put(higher, "higher");
        List<String> values = new ArrayList<>();
        try (KeyValueIterator<byte[], String> scan =
                store.prefixScan(high, Serdes.ByteArray().serializer())) {
            scan.forEachRemaining(entry -> values.add(entry.value));
        }
        assertThat(values).containsExactly("high", "higher");
    }

    @Test
    void emptyKeyAndEmptyValueAreOrdinary() {
        KeyValueStore<String, String> store = open(Serdes.String(), Serdes.String());
        store.put("", "");
        store.put("a", "x");
        commit(store);
        assertThat(store.get("")).isEmpty();
        assertThat(drain(store.all())).containsExactly(entry("", ""), entry("a", "x"));
    }

    @Test
    void iteratorStaysStableWhileTheOwnerWrites() {
        KeyValueStore<String, Long> store = counts();
        store.putAll(List.of(KeyValue.pair("a", 1L), KeyValue.pair("c", 3L), KeyValue.pair("e", 5L)));
        commit(store);
        store.put("g", 7L);
        List<Tuple> seen = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> next = all.next();
                seen.add(entry(next.key, next.value));
                store.put(next.key + "x", 0L);
                store.delete(next.key);
            }
        }
        assertThat(seen).containsExactly(entry("a", 1L), entry("c", 3L), entry("e", 5L), entry("g", 7L));
        assertThat(drain(store.all()))
                .containsExactly(entry("ax", 0L), entry("cx", 0L), entry("ex", 0L), entry("gx", 0L));
    }

    @Test
    void iteratorStaysStableAcrossACommit() {
        KeyValueStore<String, Long> store = counts();
        store.putAll(List.of(KeyValue.pair("a", 1L), KeyValue.pair("b", 2L)));
        commit(store);
        store.put("c", 3L);
        KeyValueIterator<String, Long> all = store.all();
        assertThat(all.next().key).isEqualTo("a");
        commit(store);
        store.put("bb", 22L);
        commit(store);
        assertThat(drain(all)).containsExactly(entry("b", 2L), entry("c", 3L));
    }

    @Test
    void closingTheStoreEndsItsIterators() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        commit(store);
        KeyValueIterator<String, Long> all = store.all();
        store.close();
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(all::hasNext);
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(() -> store.get("a"));
        assertThat(store.isOpen()).isFalse();
        all.close();
        store.close();
    }

    @Test
    void sealReturnsOneEntryPerChangedKeyInTheOrderOfFirstChange() {
        KeyValueStore<String, Long> store = counts();
        store.put("b", 1L);
        store.put("a", 1L);
        store.put("b", 2L);
        store.delete("c");
        List<ChangelogEntry> entries = committable(store).seal(42);
        assertThat(entries)
                .extracting(entry -> new String(entry.key(), StandardCharsets.UTF_8))
                .containsExactly("b", "a", "c");
        assertThat(entries).extracting(ChangelogEntry::timestampMs).containsOnly(42L);
        assertThat(entries.get(0).value()).isEqualTo(Serdes.Long().serializer().serialize("", 2L));
        assertThat(entries.get(2).value()).isNull();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> committable(store).seal(43));
    }

    @Test
    void nothingChangedSealsNothingAndNeedsNoApply() {
        KeyValueStore<String, Long> store = counts();
        assertThat(committable(store).seal(1)).isEmpty();
        assertThat(committable(store).seal(2)).isEmpty();
        store.put("a", 1L);
        assertThat(committable(store).seal(3)).hasSize(1);
    }

    @Test
    void sealedChangesStayVisibleAndSurviveOpenOnes() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        store.put("b", 1L);
        List<ChangelogEntry> sealed = committable(store).seal(0);
        store.put("a", 2L);
        assertThat(store.get("a")).isEqualTo(2L);
        assertThat(store.get("b")).isEqualTo(1L);
        committable(store).apply(sealed, new StorePosition(2, 5));
        assertThat(store.get("a")).isEqualTo(2L);
        assertThat(committable(store).position()).isEqualTo(new StorePosition(2, 5));
        List<ChangelogEntry> second = committable(store).seal(0);
        assertThat(second).hasSize(1);
        committable(store).rollback();
        assertThat(store.get("a")).isEqualTo(1L);
        assertThat(store.get("b")).isEqualTo(1L);
    }

    @Test
    void applyRefusesWhatWasNotSealed() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        committable(store).seal(0);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> committable(store).apply(List.of(), new StorePosition(1, 1)));
    }

    @Test
    void rollbackForgetsBothGenerations() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        commit(store);
        store.put("a", 2L);
        store.put("b", 2L);
        committable(store).seal(0);
        store.put("a", 3L);
        store.delete("c");
        KeyValueIterator<String, Long> all = store.all();
        committable(store).rollback();
        assertThat(store.get("a")).isEqualTo(1L);
        assertThat(store.get("b")).isNull();
        assertThat(drain(store.all())).containsExactly(entry("a", 1L));
        assertThat(committable(store).seal(0)).isEmpty();
        assertThat(committable(store).uncommittedBytes()).isZero();
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(all::hasNext);
    }

    @Test
    void restoringKeepsReadsCoherent() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        commit(store);
        assertThat(store.get("a")).isEqualTo(1L);
        assertThat(store.get("b")).isNull();
        byte[] nine = Serdes.Long().serializer().serialize("", 9L);
        committable(store)
                .apply(
                        List.of(
                                new ChangelogEntry("a".getBytes(StandardCharsets.UTF_8), null, 1),
                                new ChangelogEntry("b".getBytes(StandardCharsets.UTF_8), nine, 1)),
                        new StorePosition(100, 1));
        assertThat(store.get("a")).isNull();
        assertThat(store.get("b")).isEqualTo(9L);
        assertThat(committable(store).position().next()).isEqualTo(100);
    }

    @Test
    void countsEntriesWithUncommittedChanges() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        store.put("b", 1L);
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        commit(store);
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        store.put("a", 2L);
        store.delete("b");
        store.put("c", 1L);
        store.put("d", 1L);
        store.delete("d");
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        committable(store).seal(0);
        store.put("b", 1L);
        assertThat(store.approximateNumEntries()).isEqualTo(3);
        committable(store).rollback();
        assertThat(store.approximateNumEntries()).isEqualTo(2);
    }

    @Test
    void byteArrayKeysAreEqualByContentAndNeverShared() {
        KeyValueStore<byte[], byte[]> store = open(Serdes.ByteArray(), Serdes.ByteArray());
        byte[] key = {1, 2};
        byte[] value = {3};
        store.put(key, value);
        key[0] = 9;
        value[0] = 9;
        assertThat(store.get(new byte[] {1, 2})).containsExactly(3);
        assertThat(store.get(key)).isNull();
        store.get(new byte[] {1, 2})[0] = 9;
        assertThat(store.get(new byte[] {1, 2})).containsExactly(3);
        commit(store);
        store.get(new byte[] {1, 2})[0] = 9;
        assertThat(store.get(new byte[] {1, 2})).containsExactly(3);
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            KeyValue<byte[], byte[]> only = all.next();
            only.key[0] = 9;
            only.value[0] = 9;
        }
        assertThat(store.get(new byte[] {1, 2})).containsExactly(3);
    }

    @Test
    void mutableValuesAreNeverShared() {
        KeyValueStore<String, List<String>> store = open(Serdes.String(), new ListOfStringsSerde());
        List<String> given = new ArrayList<>(List.of("x"));
        store.put("a", given);
        given.add("later");
        assertThat(store.get("a")).containsExactly("x");
        store.get("a").add("later");
        assertThat(store.get("a")).containsExactly("x");
        commit(store);
        store.get("a").add("later");
        assertThat(store.get("a")).containsExactly("x");
    }

    @Test
    void mutableKeysAreNeverShared() {
        KeyValueStore<List<String>, String> store = open(new ListOfStringsSerde(), Serdes.String());
        List<String> key = new ArrayList<>(List.of("x"));
        store.put(key, "v");
        key.add("later");
        assertThat(store.get(List.of("x"))).isEqualTo("v");
        assertThat(store.get(key)).isNull();
        assertThat(drain(store.all())).containsExactly(entry(List.of("x"), "v"));
    }

    @Test
    void keysThatAreUnequalButSerializeAlikeAreOneKey() {
        KeyValueStore<String, Long> store = open(new CaselessSerde(), Serdes.Long());
        store.put("Key", 1L);
        assertThat(store.get("kEY")).isEqualTo(1L);
        store.put("KEY", 2L);
        assertThat(committable(store).seal(0)).hasSize(1);
        assertThat(store.get("key")).isEqualTo(2L);
    }

    @Test
    void wrongTypeFailsAtTheWriteNotAtTheCommit() {
        KeyValueStore<String, Object> store = open(Serdes.String(), cast(Serdes.Long()));
        assertThatExceptionOfType(StreamsException.class)
                .isThrownBy(() -> store.put("a", "no long"))
                .withMessageContaining("value of store 's'")
                .withMessageContaining("java.lang.String");
        assertThat(store.get("a")).isNull();
        KeyValueStore<Object, Long> keyed =
                open(Stores.keyValueStoreBuilder(supplier("k"), cast(Serdes.Long()), Serdes.Long()));
        assertThatExceptionOfType(StreamsException.class)
                .isThrownBy(() -> keyed.put("no long", 1L))
                .withMessageContaining("key of store 'k'");
    }

    @SuppressWarnings("unchecked")
    private static Serde<Object> cast(Serde<?> serde) {
        return (Serde<Object>) serde;
    }

    @Test
    void serdesFallBackToThoseOfTheContext() {
        KeyValueStore<String, String> store = open(null, null);
        store.put("a", "x");
        commit(store);
        assertThat(drain(store.all())).containsExactly(entry("a", "x"));
        TimestampedKeyValueStore<String, String> stamped =
                open(Stores.timestampedKeyValueStoreBuilder(supplier("t"), null, null));
        stamped.put("a", ValueAndTimestamp.make("x", 7));
        commit(stamped);
        assertThat(stamped.get("a")).isEqualTo(ValueAndTimestamp.make("x", 7));
    }

    @Test
    void timestampedStoreKeepsTimestampsAndLogsPlainValues() {
        TimestampedKeyValueStore<String, Long> store =
                open(Stores.timestampedKeyValueStoreBuilder(supplier("t"), Serdes.String(), Serdes.Long()));
        store.put("a", ValueAndTimestamp.make(1L, 10));
        store.put("b", ValueAndTimestamp.make(2L, 20));
        store.put("b", null);
        store.put("c", ValueAndTimestamp.makeAllowNullable(null, 30));
        List<ChangelogEntry> entries = committable(store).seal(99);
        assertThat(entries).extracting(ChangelogEntry::timestampMs).containsExactly(10L, 99L, 99L);
        assertThat(entries.get(0).value()).isEqualTo(Serdes.Long().serializer().serialize("", 1L));
        assertThat(entries.get(1).value()).isNull();
        assertThat(entries.get(2).value()).isNull();
        committable(store).apply(entries, new StorePosition(3, 3));
        committable(store).exposeCommitted();
        assertThat(store.get("a")).isEqualTo(ValueAndTimestamp.make(1L, 10));
        assertThat(drain(store.all())).containsExactly(entry("a", ValueAndTimestamp.make(1L, 10)));
        @SuppressWarnings("unchecked")
        ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>> reads =
                (ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>>)
                        committable(store).committedReads();
        assertThat(reads.get("a")).isEqualTo(ValueAndTimestamp.make(1L, 10));
    }

    @Test
    void timestampedStoreNeverSharesMutableValues() {
        TimestampedKeyValueStore<String, List<String>> store =
                open(Stores.timestampedKeyValueStoreBuilder(supplier("t"), Serdes.String(), new ListOfStringsSerde()));
        List<String> given = new ArrayList<>(List.of("x"));
        store.put("a", ValueAndTimestamp.make(given, 5));
        given.add("later");
        store.get("a").value().add("later");
        assertThat(store.get("a")).isEqualTo(ValueAndTimestamp.make(List.of("x"), 5));
        List<ChangelogEntry> entries = committable(store).seal(99);
        assertThat(entries.get(0).timestampMs()).isEqualTo(5);
        assertThat(new ListOfStringsSerde()
                        .deserializer()
                        .deserialize("", entries.get(0).value()))
                .containsExactly("x");
    }

    @Test
    @SuppressWarnings("unchecked")
    void committedReadsSeeOnlyWhatWasExposed() {
        KeyValueStore<String, Long> store = counts();
        ReadOnlyKeyValueStore<String, Long> reads =
                (ReadOnlyKeyValueStore<String, Long>) committable(store).committedReads();
        store.put("a", 1L);
        assertThat(reads.get("a")).isNull();
        List<ChangelogEntry> entries = committable(store).seal(0);
        assertThat(reads.get("a")).isNull();
        committable(store).apply(entries, new StorePosition(1, 1));
        assertThat(reads.get("a")).isNull();
        committable(store).exposeCommitted();
        assertThat(reads.get("a")).isEqualTo(1L);
        KeyValueIterator<String, Long> before = reads.all();
        store.put("a", 2L);
        store.put("b", 2L);
        store.put("bb", 2L);
        commit(store);
        assertThat(drain(before)).containsExactly(entry("a", 1L));
        assertThat(drain(reads.range("a", "b"))).containsExactly(entry("a", 2L), entry("b", 2L));
        assertThat(drain(reads.reverseRange(null, "b"))).containsExactly(entry("b", 2L), entry("a", 2L));
        assertThat(drain(reads.prefixScan("b", new StringSerializer())))
                .containsExactly(entry("b", 2L), entry("bb", 2L));
        assertThat(drain(reads.reverseAll())).hasSize(3);
        assertThat(drain(reads.range("z", "a"))).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void committedReadsEndWithTheStore() {
        KeyValueStore<String, Long> store = counts();
        store.put("a", 1L);
        commit(store);
        ReadOnlyKeyValueStore<String, Long> reads =
                (ReadOnlyKeyValueStore<String, Long>) committable(store).committedReads();
        KeyValueIterator<String, Long> all = reads.all();
        store.close();
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(() -> reads.get("a"));
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(reads::all);
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(all::hasNext);
        assertThatExceptionOfType(InvalidStateStoreException.class)
                .isThrownBy(() -> committable(store).committedReads());
        all.close();
    }

    @Test
    void uncommittedBytesGrowWithChangesAndFallWithTheirCommit() {
        KeyValueStore<String, String> store = open(Serdes.String(), Serdes.String());
        CommittableStore committable = committable(store);
        assertThat(committable.uncommittedBytes()).isZero();
        store.put("a", "x".repeat(1000));
        long one = committable.uncommittedBytes();
        assertThat(one).isBetween(1000L, 2000L);
        store.put("a", "x".repeat(5000));
        assertThat(committable.uncommittedBytes()).isBetween(5000L, 6000L);
        store.put("a", "");
        assertThat(committable.uncommittedBytes()).isLessThan(one);
        commit(store);
        assertThat(committable.uncommittedBytes()).isZero();
    }

    @Test
    void entriesBeyondTheCacheAreReadFromTheCommittedBytes() {
        KeyValueStore<String, String> store = open(Serdes.String(), Serdes.String());
        int entries = 5_000;
        for (int i = 0; i < entries; i++) {
            store.put("key" + i, "value".repeat(50) + i);
        }
        commit(store);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < entries; i++) {
                assertThat(store.get("key" + i)).endsWith("value" + i);
            }
        }
    }

    @Test
    void builderSaysWhetherChangesAreLogged() {
        StoreBuilder<KeyValueStore<String, Long>> builder =
                Stores.keyValueStoreBuilder(supplier("s"), Serdes.String(), Serdes.Long());
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(committable(builder.build()).changelogged()).isTrue();
        builder.withLoggingEnabled(Map.of("segment.ms", "1", "segment.bytes", "2"))
                .withCachingEnabled();
        assertThat(builder.logConfig())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("message.timestamp.type", "CreateTime")
                .containsEntry("segment.ms", "1")
                .containsEntry("segment.bytes", "2");
        builder.withLoggingDisabled().withCachingDisabled();
        assertThat(builder.loggingEnabled()).isFalse();
        assertThat(builder.logConfig()).isEmpty();
        assertThat(committable(builder.build()).changelogged()).isFalse();
        assertThat(builder.name()).isEqualTo("s");
    }
}
