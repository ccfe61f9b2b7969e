package dev.headrace.processor;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.state.StateStore;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** What every processor may know and do. To be used only in the thread that calls the processor. */
public interface ProcessingContext {

    /** The application's id, the name under which its state is kept. */
    String applicationId();

    /** The task to which the processor belongs. */
    TaskId taskId();

    /** Where the record that is being processed came from; empty during initialisation and punctuation. */
    Optional<RecordMetadata> recordMetadata();

    /** The default serde for keys. */
    Serde<?> keySerde();

    /** The default serde for values. */
    Serde<?> valueSerde();

    /** The directory in which this task may keep state. */
    File stateDir();

    /** The metrics of the query. */
    StreamsMetrics metrics();

    /**
     * A store that is connected to the processor.
     *
     * @throws dev.headrace.errors.StreamsException if there is none of that name or it is not connected
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <S extends StateStore> S getStateStore(String name);

    /**
     * Calls back at regular times, the first one at the first multiple of the interval.
     *
     * @throws IllegalArgumentException if the interval is less than a millisecond
     */
    Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Calls back at regular times: at {@code startTime} and every {@code interval} after it. What lies in the past is left
     * out.
     *
     * @throws IllegalArgumentException if the interval is less than a millisecond or the start lies before 1970
     */
    Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback);

    /** Asks for a commit as soon as the record in progress, and what was polled with it, has been processed. */
    void commit();

    /** All options of the application. */
    Map<String, Object> appConfigs();

    /** The options whose names start with the prefix, which is removed. */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /** The engine's clock: milliseconds since 1970. */
    long currentSystemTimeMs();

    /** The largest timestamp of a record that the task has seen, in milliseconds since 1970; -1 before the first. */
    long currentStreamTimeMs();
}
