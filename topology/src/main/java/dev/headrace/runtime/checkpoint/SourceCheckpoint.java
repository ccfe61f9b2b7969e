package dev.headrace.runtime.checkpoint;

/**
 * What one source of a task remembers beyond its position.
 *
 * @param epoch that committed it
 * @param memory as the source wrote it
 */
public record SourceCheckpoint(long epoch, String memory) implements Checkpoint {}
