package dev.headrace.rows.window;

import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sessions of rows whose keys differ in nothing else. No two of them meet. */
public final class Sessions {

    private final Grouping grouping;
    private final TreeMap<Instant, Session> byStart = new TreeMap<>();

    /** No sessions yet. */
    public Sessions(Grouping grouping) {
        this.grouping = grouping;
    }

    /** A session. */
    public static final class Session {

        private final Row window;
        private final @Nullable Object[] memory;

        private Session(Row window, @Nullable Object[] memory) {
            this.window = window;
            this.memory = memory;
        }

        /** From when to when it is. */
        public Row window() {
            return window;
        }

        /** What is remembered of its rows. */
        public @Nullable Object[] memory() {
            return memory;
        }
    }

    /** Takes a session, which becomes one with those that it meets. */
    public void add(Row window, @Nullable Object[] memory) {
        Session whole = new Session(window, memory);
        for (Session met = meeting(whole.window()); met != null; met = meeting(whole.window())) {
            byStart.remove(Windows.start(met.window()));
            grouping.merge(met.memory(), whole.memory());
            whole = new Session(union(met.window(), whole.window()), met.memory());
        }
        byStart.put(Windows.start(whole.window()), whole);
    }

    private @Nullable Session meeting(Row window) {
        Map.Entry<Instant, Session> last = byStart.floorEntry(Windows.end(window));
        return last == null || Windows.end(last.getValue().window()).isBefore(Windows.start(window))
                ? null
                : last.getValue();
    }

    private static Row union(Row one, Row other) {
        Instant start = Windows.start(one).isBefore(Windows.start(other)) ? Windows.start(one) : Windows.start(other);
        Instant end = Windows.end(one).isAfter(Windows.end(other)) ? Windows.end(one) : Windows.end(other);
        return Windows.window(start, end);
    }

    /** All of them, the earliest first. */
    public List<Session> all() {
        return List.copyOf(byStart.values());
    }

    /** Removes those that ended at or before a time, and returns them, the earliest first. */
    public List<Session> removeUntil(Instant time) {
        List<Session> over = new ArrayList<>();
        for (Iterator<Session> each = byStart.values().iterator(); each.hasNext(); ) {
            Session session = each.next();
            if (!Windows.end(session.window()).isAfter(time)) {
                over.add(session);
                each.remove();
            }
        }
        return over;
    }
}
