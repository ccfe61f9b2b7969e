package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.state.StorePosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers in other threads see one commit as a whole, never parts of two, until the store is closed. */
@Timeout(120)
class CommittedReadsConcurrencyTest {

    enum Where {
        MEMORY,
        DISK;

        KeyValueBytesStoreSupplier supplier() {
            return this == MEMORY ? Stores.inMemoryKeyValueStore("s") : Stores.persistentKeyValueStore("s");
        }
    }

    private static final int KEYS = 300;
    private static final int READERS = 3;

    @TempDir
    Path directory;

    private KeyValueStore<String, Long> store;

    private void open(Where where) {
        store = Stores.keyValueStoreBuilder(where.supplier(), Serdes.String(), Serdes.Long())
                .build();
        store.init(new TestEnvironment(directory, 1 << 16), store);
    }

    /** Gives every key that is there the number of the commit; which keys are there depends on that number too. */
    private void commit(long number) {
        for (int key = 0; key < KEYS; key++) {
            store.put("key" + key, isThere(key, number) ? number : null);
        }
        CommittableStore committable = (CommittableStore) store;
        committable.apply(committable.seal(number), new StorePosition(number, number * 100));
        committable.exposeCommitted();
    }

    private static boolean isThere(int key, long commit) {
        return key == 0 || (key + commit) % 3 != 0;
    }

    private static int keysThere(long commit) {
        int count = 0;
        for (int key = 0; key < KEYS; key++) {
            count += isThere(key, commit) ? 1 : 0;
        }
        return count;
    }

    @SuppressWarnings("unchecked")
    private ReadOnlyKeyValueStore<String, Long> reads() {
        return (ReadOnlyKeyValueStore<String, Long>) ((CommittableStore) store).committedReads();
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void seeWholeCommits(Where where) throws Exception {
        open(where);
        commit(1);
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            CountDownLatch started = new CountDownLatch(READERS);
            for (int reader = 0; reader < READERS; reader++) {
                readers.add(threads.submit(new ReadsUntilClosed(reads(), reader, started)));
            }
            started.await();
            for (long number = 2; number < 400; number++) {
                commit(number);
            }
            store.close();
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            store.close();
            threads.shutdownNow();
        }
    }

    /** Reads all and single keys until the store is closed; returns how many commits it saw whole. */
    private static final class ReadsUntilClosed implements Callable<Long> {
        private final ReadOnlyKeyValueStore<String, Long> reads;
        private final Random random;
        private final CountDownLatch started;

        ReadsUntilClosed(ReadOnlyKeyValueStore<String, Long> reads, int seed, CountDownLatch started) {
            this.reads = reads;
            this.random = new Random(seed);
            this.started = started;
        }

        @Override
        public Long call() {
            long whole = 0;
            long latest = 0;
            try {
                while (true) {
                    long seen = readAll();
                    assertThat(seen).isGreaterThanOrEqualTo(latest);
                    whole++;
                    started.countDown();
                    Long first = reads.get("key0");
                    assertThat(first).isNotNull().isGreaterThanOrEqualTo(seen);
                    latest = first;
                }
            } catch (InvalidStateStoreException closed) {
                return whole;
            }
        }

        private long readAll() {
            long commit = -1;
            int count = 0;
            boolean forward = random.nextBoolean();
            try (KeyValueIterator<String, Long> all = forward ? reads.all() : reads.reverseAll()) {
                while (all.hasNext()) {
                    long value = all.next().value;
                    assertThat(commit == -1 || commit == value).isTrue();
                    commit = value;
                    count++;
                }
            }
            assertThat(count).isEqualTo(keysThere(commit));
            return commit;
        }
    }

    /** The owner and its readers use the same serde, which need not bear that. */
    @ParameterizedTest
    @EnumSource(Where.class)
    void shareASerdeThatOneThreadAtATimeMayUse(Where where) throws Exception {
        store = Stores.keyValueStoreBuilder(where.supplier(), new OneAtATimeSerde(), Serdes.Long())
                .build();
        store.init(new TestEnvironment(directory, 0), store);
        commit(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            CountDownLatch started = new CountDownLatch(1);
            Future<Long> reader = threads.submit(new ReadsUntilClosed(reads(), 1, started));
            started.await();
            for (long number = 2; number < 60; number++) {
                commit(number);
            }
            store.close();
            assertThat(reader.get()).isPositive();
        } finally {
            store.close();
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void failWithWhatTheReaderThrew(Where where) throws Exception {
        open(where);
        commit(1);
        ReadOnlyKeyValueStore<String, Long> reads = reads();
        store.close();
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<Long> read = threads.submit(() -> reads.get("key0"));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(read::get)
                    .withCauseInstanceOf(InvalidStateStoreException.class);
        } finally {
            threads.shutdownNow();
        }
    }
}
