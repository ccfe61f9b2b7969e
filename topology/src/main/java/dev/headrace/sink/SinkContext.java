package dev.headrace.sink;

import dev.headrace.port.FileTrees;
import java.util.UUID;

/**
 * What a writer knows of its place. What it writes before the commit carries {@code incarnation}, so that a writer that was
 * replaced and does not know it yet never writes to the same place as its successor.
 *
 * @param sinkName the name of the sink's node, unique in its topology
 * @param partition the partition of the task; 0 for a gathered sink
 * @param incarnation identity of this life of the task; no other has it
 * @param queryId identity of the query; it outlives restarts
 * @param files the files that the query can reach; a sink that writes files reaches none by other ways
 */
public record SinkContext(String sinkName, int partition, UUID incarnation, UUID queryId, FileTrees files) {}
