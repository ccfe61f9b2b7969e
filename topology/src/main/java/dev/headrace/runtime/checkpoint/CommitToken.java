package dev.headrace.runtime.checkpoint;

import java.util.UUID;

/**
 * Names one commit of one task. Reading it back at stable offsets tells whether a commit with an unknown outcome was made.
 *
 * @param incarnation of the owner that made the commit
 * @param epoch that was committed
 */
public record CommitToken(UUID incarnation, long epoch) {}
