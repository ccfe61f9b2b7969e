package dev.headrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.StateStoreMigratedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueryableStoreTypesTest {

    @Nested
    class KeyValueStores {

        private final SortedMapStore<Integer> left = new SortedMapStore<>();
        private final SortedMapStore<Integer> right = new SortedMapStore<>();
        private final ReadOnlyKeyValueStore<String, Integer> store =
                open(QueryableStoreTypes.keyValueStore(), left, new SortedMapStore<>(), right);

        @Test
        void findsAKeyInWhicheverPartitionHasIt() {
            left.put("a", 1);
            right.put("b", 2);

            assertThat(store.get("a")).isEqualTo(1);
            assertThat(store.get("b")).isEqualTo(2);
            assertThat(store.get("c")).isNull();
            assertThatNullPointerException().isThrownBy(() -> store.get(null));
        }

        @Test
        void iteratesOverAllPartitionsAndClosesEach() {
            left.put("a", 1);
            left.put("c", 3);
            right.put("b", 2);

            try (KeyValueIterator<String, Integer> entries = store.all()) {
                assertThat(entries.peekNextKey()).isEqualTo("a");
                assertThat(rest(entries)).containsExactly(pair("a", 1), pair("c", 3), pair("b", 2));
                assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
                assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::peekNextKey);
            }
            assertThat(left.opened()).isEqualTo(1).isEqualTo(left.closed());
            assertThat(right.opened()).isEqualTo(1).isEqualTo(right.closed());
        }

        @Test
        void opensNoPartitionBeforeItIsReached() {
            left.put("a", 1);
            right.put("b", 2);

            KeyValueIterator<String, Integer> entries = store.range("a", "b");
            entries.next();
            entries.close();

            assertThat(entries.hasNext()).isFalse();
            assertThat(left.closed()).isEqualTo(1);
            assertThat(right.opened()).isZero();
        }

        @Test
        void addsUpTheEntriesOfAllPartitions() {
            left.put("a", 1);
            right.put("b", 2);

            assertThat(store.approximateNumEntries()).isEqualTo(2);
        }

        @Test
        void saysThatAPartitionHasLeft() {
            right.close();

            assertThatExceptionOfType(StateStoreMigratedException.class)
                    .isThrownBy(() -> store.get("a"))
                    .withMessageContaining("'counts'")
                    .withCauseInstanceOf(InvalidStateStoreException.class);
        }

        @Test
        void followsPartitionsThatComeAndGo() {
            List<StateStore> partitions = new ArrayList<>(List.of(left));
            ReadOnlyKeyValueStore<String, Integer> live =
                    QueryableStoreTypes.<String, Integer>keyValueStore().create(providerOf(partitions), "counts");
            right.put("b", 2);
            assertThat(live.get("b")).isNull();

            partitions.add(right);

            assertThat(live.get("b")).isEqualTo(2);
        }
    }

    @Nested
    class StoresThatCarryMore {

        private final SortedMapStore.Timestamped<Integer> timestamped = new SortedMapStore.Timestamped<>();
        private final SortedMapStore.WithHeaders<Integer> withHeaders = new SortedMapStore.WithHeaders<>();

        @Test
        void showValuesOnlyIfAskedForValues() {
            timestamped.put("a", ValueAndTimestamp.make(1, 10));
            withHeaders.put("b", ValueTimestampHeaders.make(2, 20, new RecordHeaders()));

            ReadOnlyKeyValueStore<String, Integer> store =
                    open(QueryableStoreTypes.keyValueStore(), timestamped, withHeaders);

            assertThat(store.get("a")).isEqualTo(1);
            assertThat(store.get("b")).isEqualTo(2);
            assertThat(store.get("c")).isNull();
            assertThat(rest(store.all())).containsExactly(pair("a", 1), pair("b", 2));
            assertThat(rest(store.range("b", null))).containsExactly(pair("b", 2));
        }

        @Test
        void showTimestampsButNoHeadersIfAskedForTimestamps() {
            timestamped.put("a", ValueAndTimestamp.make(1, 10));
            withHeaders.put("b", ValueTimestampHeaders.make(2, 20, new RecordHeaders()));

            ReadOnlyKeyValueStore<String, ValueAndTimestamp<Integer>> store =
                    open(QueryableStoreTypes.timestampedKeyValueStore(), timestamped, withHeaders);

            assertThat(store.get("a")).isEqualTo(ValueAndTimestamp.make(1, 10));
            assertThat(store.get("b")).isEqualTo(ValueAndTimestamp.make(2, 20));
            assertThat(store.get("c")).isNull();
        }

        @Test
        void areTheOnlyOnesAcceptedIfMoreIsAskedFor() {
            SortedMapStore<Integer> plain = new SortedMapStore<>();

            assertThat(QueryableStoreTypes.timestampedKeyValueStore().accepts(plain))
                    .isFalse();
            assertThat(QueryableStoreTypes.timestampedKeyValueStoreWithHeaders().accepts(timestamped))
                    .isFalse();
            assertThat(QueryableStoreTypes.timestampedKeyValueStoreWithHeaders().accepts(withHeaders))
                    .isTrue();
            assertThat(QueryableStoreTypes.windowStore().accepts(plain)).isFalse();
            assertThat(QueryableStoreTypes.sessionStore().accepts(plain)).isFalse();
        }
    }

    @Nested
    class SessionStores {

        @Test
        void takeInstantsForMilliseconds() {
            List<String> asked = new ArrayList<>();
            ReadOnlySessionStore<String, Integer> store = new ReadOnlySessionStore<>() {
                @Override
                public Integer fetchSession(String key, long sessionStartTime, long sessionEndTime) {
                    asked.add(key + "@" + sessionStartTime + "/" + sessionEndTime);
                    return 5;
                }

                @Override
                public KeyValueIterator<Windowed<String>, Integer> fetch(String key) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public KeyValueIterator<Windowed<String>, Integer> fetch(String keyFrom, String keyTo) {
                    throw new UnsupportedOperationException();
                }
            };

            assertThat(store.fetchSession("k", Instant.ofEpochMilli(1), Instant.ofEpochMilli(2)))
                    .isEqualTo(5);
            assertThat(asked).containsExactly("k@1/2");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> store.fetchSession("k", Instant.MIN, Instant.EPOCH))
                    .withMessageContaining("sessionStartTime");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> store.findSessions("k", Instant.EPOCH, Instant.EPOCH));
        }
    }

    private static <T> T open(QueryableStoreType<T> type, StateStore... partitions) {
        return type.create(providerOf(List.of(partitions)), "counts");
    }

    private static StateStoreProvider providerOf(List<StateStore> partitions) {
        return new StateStoreProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
                assertThat(storeName).isEqualTo("counts");
                assertThat(partitions).allMatch(type::accepts);
                return (List<T>) List.copyOf(partitions);
            }
        };
    }

    private static KeyValue<String, Integer> pair(String key, Integer value) {
        return KeyValue.pair(key, value);
    }

    private static <K, V> List<KeyValue<K, V>> rest(KeyValueIterator<K, V> entries) {
        List<KeyValue<K, V>> rest = new ArrayList<>();
        entries.forEachRemaining(rest::add);
        return rest;
    }
}
