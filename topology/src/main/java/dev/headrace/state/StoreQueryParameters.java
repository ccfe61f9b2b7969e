package dev.headrace.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which store to read, and from which partitions. Immutable. */
public class StoreQueryParameters<T> {

    private final String storeName;
    private final QueryableStoreType<T> queryableStoreType;
    private final @Nullable Integer partition;
    private final boolean staleStores;

    protected StoreQueryParameters(
            String storeName,
            QueryableStoreType<T> queryableStoreType,
            @Nullable Integer partition,
            boolean staleStores) {
        this.storeName = storeName;
        this.queryableStoreType = queryableStoreType;
        this.partition = partition;
        this.staleStores = staleStores;
    }

    /** All partitions of that store which this instance processes. */
    public static <T> StoreQueryParameters<T> fromNameAndType(
            String storeName, QueryableStoreType<T> queryableStoreType) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, null, false);
    }

    /** The same, one partition only; null for all. */
    public StoreQueryParameters<T> withPartition(@Nullable Integer partition) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, staleStores);
    }

    /** The same, with stores that are standing by or being restored, whose data may be old. */
    public StoreQueryParameters<T> enableStaleStores() {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, true);
    }

    /** The name of the store. */
    public String storeName() {
        return storeName;
    }

    /** The kind of store. */
    public QueryableStoreType<T> queryableStoreType() {
        return queryableStoreType;
    }

    /** The partition; null for all. */
    public @Nullable Integer partition() {
        return partition;
    }

    /** Whether stores whose data may be old are read too. */
    public boolean staleStoresEnabled() {
        return staleStores;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof StoreQueryParameters<?> that
                        && staleStores == that.staleStores
                        && Objects.equals(partition, that.partition)
                        && storeName.equals(that.storeName)
                        && queryableStoreType.equals(that.queryableStoreType));
    }

    @Override
    public int hashCode() {
        return Objects.hash(storeName, queryableStoreType, partition, staleStores);
    }

    @Override
    public String toString() {
        return "StoreQueryParameters{storeName=" + storeName + ", queryableStoreType=" + queryableStoreType
                + ", partition=" + partition + ", staleStores=" + staleStores + "}";
    }
}
