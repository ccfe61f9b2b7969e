package dev.headrace.rows.spi;

import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.OutputMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked to write.
 *
 * @param name the name of the query or the sink, where one was given
 * @param path what {@code start(..)} or {@code save(..)} was given
 * @param schema of the rows that will be written
 * @param partitionBy the columns that become directories, in order
 * @param mode which rows of a streaming result are written; {@link OutputMode#APPEND} for a batch
 */
public record OutputRequest(
        Execution execution,
        @Nullable String name,
        @Nullable FilePath path,
        Options options,
        Schema schema,
        List<String> partitionBy,
        OutputMode mode) {

    public OutputRequest {
        partitionBy = List.copyOf(partitionBy);
    }
}
