package dev.headrace.runtime.task;

import dev.headrace.common.StreamsMetrics;
import dev.headrace.kafka.RecordSender;
import dev.headrace.port.WallClock;
import dev.headrace.processor.DeserializationExceptionHandler;
import dev.headrace.processor.ProcessingExceptionHandler;
import dev.headrace.processor.TimestampExtractor;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * What every task of a worker shares.
 *
 * @param sender where records leave; stays the same for the worker's life
 * @param emitsPerCommit whether tables forward one update per key and commit
 * @param appConfigs the options and properties as user code may read them
 */
public record TaskServices(
        String applicationId,
        RecordSender sender,
        WallClock clock,
        Serde<?> keySerde,
        Serde<?> valueSerde,
        TimestampExtractor timestampExtractor,
        DeserializationExceptionHandler deserializationHandler,
        ProcessingExceptionHandler processingHandler,
        boolean emitsPerCommit,
        StreamsMetrics metrics,
        Map<String, Object> appConfigs) {

    /** The changelog topic of a store. */
    public String changelogTopic(String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
