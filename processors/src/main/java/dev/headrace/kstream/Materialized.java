package dev.headrace.kstream;

import dev.headrace.operators.Emission;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.SessionBytesStoreSupplier;
import dev.headrace.state.SessionStore;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreSupplier;
import dev.headrace.state.WindowBytesStoreSupplier;
import dev.headrace.state.WindowStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How a table is kept: the name of its store or the store itself, its serdes, changelog, retention, and whether several
 * updates of a key may become one. What is left open is generated, taken from the stream or the default. The {@code with}
 * methods change the object and return it.
 *
 * @param <S> type of the store
 */
public final class Materialized<K, V, S extends StateStore> {

    /** Where a store that is not given itself keeps its entries. */
    public enum StoreType {
        /** In RocksDB, on disk. */
        ROCKS_DB,
        /** On the heap. */
        IN_MEMORY
    }

    private final boolean specified;
    private final @Nullable String storeName;
    private final @Nullable StoreSupplier<S> supplier;
    private @Nullable Serde<K> keySerde;
    private @Nullable Serde<V> valueSerde;
    private StoreType storeType = StoreType.ROCKS_DB;
    private boolean logging = true;
    private Map<String, String> topicConfig = new HashMap<>();
    private @Nullable Duration retention;
    private Emission emission = Emission.BY_ENGINE;

    private Materialized(boolean specified, @Nullable String storeName, @Nullable StoreSupplier<S> supplier) {
        this.specified = specified;
        this.storeName = storeName;
        this.supplier = supplier;
    }

    /** For an operation to which none was given. */
    static <K, V, S extends StateStore> Materialized<K, V, S> unspecified() {
        return new Materialized<>(false, null, null);
    }

    /**
     * With a name of the store, under which it can be queried.
     *
     * @throws dev.headrace.errors.TopologyException if it is not a legal name, see {@link Named#as}
     */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(String storeName) {
        return new Materialized<>(true, Named.validated(storeName), null);
    }

    /** In a store of the given type. */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(StoreType storeType) {
        return new Materialized<K, V, S>(true, null, null).withStoreType(storeType);
    }

    /** In a window store of the given kind. */
    public static <K, V> Materialized<K, V, WindowStore<Bytes, byte[]>> as(WindowBytesStoreSupplier supplier) {
        return new Materialized<>(true, null, Objects.requireNonNull(supplier, "supplier cannot be null"));
    }

    /** In a session store of the given kind. */
    public static <K, V> Materialized<K, V, SessionStore<Bytes, byte[]>> as(SessionBytesStoreSupplier supplier) {
        return new Materialized<>(true, null, Objects.requireNonNull(supplier, "supplier cannot be null"));
    }

    /** In a key-value store of the given kind. */
    public static <K, V> Materialized<K, V, KeyValueStore<Bytes, byte[]>> as(KeyValueBytesStoreSupplier supplier) {
        return new Materialized<>(true, null, Objects.requireNonNull(supplier, "supplier cannot be null"));
    }

    /** With both serdes. */
    public static <K, V, S extends StateStore> Materialized<K, V, S> with(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Materialized<K, V, S>(true, null, null)
                .withKeySerde(keySerde)
                .withValueSerde(valueSerde);
    }

    /** Sets the serde of the values. */
    public Materialized<K, V, S> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets the serde of the keys. */
    public Materialized<K, V, S> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /** Keeps a changelog, as is the default, with these settings of its topic. */
    public Materialized<K, V, S> withLoggingEnabled(Map<String, String> config) {
        this.logging = true;
        this.topicConfig = new HashMap<>(config);
        return this;
    }

    /** Keeps no changelog: the table is empty after its store was lost or has moved. */
    public Materialized<K, V, S> withLoggingDisabled() {
        this.logging = false;
        this.topicConfig = new HashMap<>();
        return this;
    }

    /** Lets the engine pass on only the last update of each key at a commit, as is the default. */
    public Materialized<K, V, S> withCachingEnabled() {
        this.emission = Emission.BY_ENGINE;
        return this;
    }

    /** Passes every update on when it is made. */
    public Materialized<K, V, S> withCachingDisabled() {
        this.emission = Emission.EVERY_UPDATE;
        return this;
    }

    /**
     * How long windows and sessions are kept at least.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Materialized<K, V, S> withRetention(Duration retention) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("Cannot keep a table for " + retention + ": retention is negative");
        }
        this.retention = retention;
        return this;
    }

    /**
     * Sets the type of the store.
     *
     * @throws IllegalArgumentException if the store itself is given
     */
    public Materialized<K, V, S> withStoreType(StoreType storeType) {
        if (supplier != null) {
            throw new IllegalArgumentException("Cannot set the type of store '" + supplier.name()
                    + "': it is given itself, as a " + supplier.metricsScope() + " store");
        }
        this.storeType = Objects.requireNonNull(storeType, "storeType cannot be null");
        return this;
    }

    /** Whether the user gave it. */
    boolean specified() {
        return specified;
    }

    /** The name that the store was given, null if none. */
    @Nullable
    String storeName() {
        return supplier == null ? storeName : supplier.name();
    }

    @Nullable
    StoreSupplier<S> supplier() {
        return supplier;
    }

    StoreType storeType() {
        return storeType;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    boolean logging() {
        return logging;
    }

    Map<String, String> topicConfig() {
        return topicConfig;
    }

    @Nullable
    Duration retention() {
        return retention;
    }

    Emission emission() {
        return emission;
    }
}
