package dev.headrace.runtime.task;

import dev.headrace.processor.Record;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One partition of a source that is not a topic, as a task reads it. */
public final class SourceInput extends Input {

    private static final int RECORDS_PER_POLL_MAX = 1_000;

    private final String sourceName;
    private final SourceReader<?, ?> reader;
    private final ArrayDeque<SourceRecord<?, ?>> queue = new ArrayDeque<>();

    private @Nullable SourcePosition until;
    private @Nullable SourcePosition knownEnd;
    private SourcePosition position;
    private long takenCount;

    SourceInput(SourceGraphNode source, SourceReader<?, ?> reader, SourcePosition position) {
        super(source);
        this.sourceName = source.name();
        this.reader = reader;
        this.position = position;
    }

    /** Name of the source. */
    public String sourceName() {
        return sourceName;
    }

    /** Plans the input to end at {@code end}; null for nowhere. */
    public void planEnd(@Nullable SourcePosition end) {
        until = end;
    }

    /** Notes where the source ended when it was asked for all it has. */
    public void know(SourcePosition end) {
        knownEnd = end;
    }

    /** Where the source ended when it was last asked for all it has, if it was. */
    public Optional<SourcePosition> knownEnd() {
        return Optional.ofNullable(knownEnd);
    }

    /** The position after the last record taken. */
    public SourcePosition position() {
        return position;
    }

    /** The position that the plan ends at, null for nowhere. */
    public @Nullable SourcePosition end() {
        return until;
    }

    /** How many records were taken since this was asked last. */
    public long drainTakenCount() {
        long count = takenCount;
        takenCount = 0;
        return count;
    }

    /** What else the source counted since this was asked last. */
    public Map<String, Long> drainMetrics() {
        return reader.drainMetrics();
    }

    @Override
    boolean isReady() {
        if (queue.isEmpty() && !isPlanReached()) {
            try {
                queue.addAll(reader.poll(RECORDS_PER_POLL_MAX, until));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot read source " + sourceName + " from " + position.json() + ": " + e.getMessage(), e);
            }
            if (queue.isEmpty()) {
                position = reader.position();
            }
        }
        return !queue.isEmpty();
    }

    @Override
    long nextTimestampMs() {
        return queue.element().record().timestamp();
    }

    @Override
    boolean isBehind() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked")
    Record<Object, Object> take(CurrentRecord current) {
        SourceRecord<?, ?> taken = queue.remove();
        position = taken.position();
        takenCount++;
        current.leave();
        return (Record<Object, Object>) taken.record();
    }

    @Override
    boolean isPlanReached() {
        return queue.isEmpty() && position.equals(until);
    }

    void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close source " + sourceName + ": " + e.getMessage(), e);
        }
    }
}
