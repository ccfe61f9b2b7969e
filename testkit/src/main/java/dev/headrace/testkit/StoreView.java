package dev.headrace.testkit;

import dev.headrace.state.Position;
import dev.headrace.state.PositionBound;
import dev.headrace.state.Query;
import dev.headrace.state.QueryConfig;
import dev.headrace.state.QueryResult;
import dev.headrace.state.StateStore;
import dev.headrace.state.StateStoreContext;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A store whose values are converted as they are read and written. Both conversions take null for null. */
abstract class StoreView<S extends StateStore, A, B> implements StateStore {

    final S store;
    final Function<@Nullable A, @Nullable B> shown;
    final Function<@Nullable B, @Nullable A> kept;

    StoreView(S store, Function<@Nullable A, @Nullable B> shown, Function<@Nullable B, @Nullable A> kept) {
        this.store = store;
        this.shown = shown;
        this.kept = kept;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        store.init(stateStoreContext, root);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        store.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return store.query(query, positionBound, config);
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }
}
