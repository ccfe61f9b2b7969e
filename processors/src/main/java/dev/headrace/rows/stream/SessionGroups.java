package dev.headrace.rows.stream;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.window.SessionKeys;
import dev.headrace.rows.window.Sessions;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.streaming.OutputMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a store, by what else is in their key. At the end of an epoch it forwards, by output mode, those that are over, which
 * are forgotten, or all.
 */
final class SessionGroups extends EpochOperator {

    private final String storeName;
    private final Grouping grouping;
    private final SessionKeys keys;
    private final GroupTime time;
    private final OutputMode mode;
    private final StoredSessions stored;

    private @Nullable KeyValueStore<Row, Row> store;
    private @Nullable EndIndex ends;

    SessionGroups(String storeName, Grouping grouping, SessionKeys keys, GroupTime time, OutputMode mode) {
        this.storeName = storeName;
        this.grouping = grouping;
        this.keys = keys;
        this.time = time;
        this.mode = mode;
        this.stored = new StoredSessions(grouping);
    }

    @Override
    void open(EngineContext<Row, Row> engine) {
        KeyValueStore<Row, Row> opened = engine.getStateStore(storeName);
        EndIndex index = EndIndex.of(opened, (rest, row) -> firstEndMs(rest, sessions(row)));
        store = opened;
        ends = index;
        engine.closesAt(index::hasOver);
    }

    private Sessions sessions(@Nullable Row row) {
        Sessions sessions = new Sessions(grouping);
        if (row != null) {
            stored.addTo(sessions, row);
        }
        return sessions;
    }

    /** When the first of them is over. */
    private long firstEndMs(Row rest, Sessions sessions) {
        List<Sessions.Session> all = sessions.all();
        return all.isEmpty()
                ? EndIndex.NEVER
                : time.endMs(keys.key(rest, all.get(0).window()));
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row rest = record.key();
        Row more = record.value();
        if (rest == null || more == null || store == null || ends == null) {
            return;
        }
        Sessions sessions = sessions(store.get(rest));
        ends.remove(rest, firstEndMs(rest, sessions));
        stored.addTo(sessions, more);
        ends.add(rest, firstEndMs(rest, sessions));
        store.put(rest, stored.row(sessions));
    }

    @Override
    public void forwardBuffered() {
        if (store == null || ends == null) {
            return;
        }
        if (mode == OutputMode.COMPLETE) {
            forwardAll(store);
        }
        long watermarkMs = epoch().watermarkMs();
        for (Row rest : ends.removeOver(watermarkMs)) {
            Sessions sessions = sessions(store.get(rest));
            forward(rest, sessions.removeUntil(Instant.ofEpochMilli(watermarkMs)));
            if (sessions.all().isEmpty()) {
                store.delete(rest);
            } else {
                store.put(rest, stored.row(sessions));
                ends.add(rest, firstEndMs(rest, sessions));
            }
        }
    }

    private void forwardAll(KeyValueStore<Row, Row> all) {
        try (KeyValueIterator<Row, Row> entries = all.all()) {
            while (entries.hasNext()) {
                KeyValue<Row, Row> entry = entries.next();
                forward(Objects.requireNonNull(entry.key), sessions(entry.value).all());
            }
        }
    }

    private void forward(Row rest, List<Sessions.Session> sessions) {
        for (Sessions.Session session : sessions) {
            forward(null, grouping.result(keys.key(rest, session.window()), session.memory()), 0);
        }
    }
}
