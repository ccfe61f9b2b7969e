package dev.headrace.rows.spi;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTrees;
import dev.headrace.rows.data.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked to read.
 *
 * @param paths what {@code load(..)} was given; empty without
 * @param schema what {@code schema(..)} was given; null without, where the format knows or infers one
 * @param files the files that can be reached; a format that reads files reaches none by other ways
 */
public record InputRequest(
        Execution execution,
        List<FilePath> paths,
        Options options,
        @Nullable Schema schema,
        FileTrees files) {

    public InputRequest {
        paths = List.copyOf(paths);
    }
}
