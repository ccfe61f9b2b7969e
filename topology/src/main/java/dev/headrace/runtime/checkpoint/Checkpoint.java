package dev.headrace.runtime.checkpoint;

/** The value of one checkpoint record. */
public sealed interface Checkpoint permits TaskCheckpoint, SinkCheckpoint, SourceCheckpoint, QueryCheckpoint {}
