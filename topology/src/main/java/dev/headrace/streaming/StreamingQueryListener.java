package dev.headrace.streaming;

import dev.headrace.errors.StreamsException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Is told about the life of queries. Calls come on threads of the query, which waits meanwhile: hand over what takes long. What
 * a listener throws is logged and goes no further.
 */
public interface StreamingQueryListener {

    /** A query started; called before the call that starts it returns. */
    default void onQueryStarted(QueryStarted event) {}

    /** An epoch was committed. */
    default void onQueryProgress(QueryProgress event) {}

    /** The query still waits for input. */
    default void onQueryIdle(QueryIdle event) {}

    /** The query ended, well or not. */
    default void onQueryTerminated(QueryTerminated event) {}

    /**
     * A query started.
     *
     * @param id of the query, across restarts
     * @param runId of this start
     * @param name that it was started with, or null
     * @param timestamp when it started
     */
    record QueryStarted(UUID id, UUID runId, @Nullable String name, Instant timestamp) {}

    /**
     * An epoch was committed.
     *
     * @param progress what it did
     */
    record QueryProgress(StreamingQueryProgress progress) {}

    /**
     * A query waits for input.
     *
     * @param id of the query, across restarts
     * @param runId of this start
     * @param timestamp when it last looked
     */
    record QueryIdle(UUID id, UUID runId, Instant timestamp) {}

    /**
     * A query ended.
     *
     * @param id of the query, across restarts
     * @param runId of this start
     * @param exception what it failed with, or null where it ended well
     */
    record QueryTerminated(UUID id, UUID runId, @Nullable StreamsException exception) {}
}
