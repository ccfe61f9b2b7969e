package dev.headrace.source;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTrees;
import dev.headrace.port.WallClock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of the query that reads it.
 *
 * @param sourceName the name of the source's node, unique in its topology
 * @param queryId identity of the query; it outlives restarts
 * @param clock the query's time of day, which a source asks instead of the system's
 * @param files the files that the query can reach; a source that reads files reaches none by other ways
 * @param notes a directory of this source's own, in the checkpoint of the query, for what is too large for positions; null
 *     where the checkpoint is no directory
 */
public record SourceContext(
        String sourceName,
        UUID queryId,
        WallClock clock,
        FileTrees files,
        @Nullable FilePath notes) {}
