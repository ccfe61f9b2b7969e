package dev.headrace.sink;

import java.time.Duration;

/**
 * How often a query that runs continuously commits for the sake of a sink in which each commit leaves something behind.
 *
 * @param usual the interval where none is asked for
 * @param least a shorter one is refused
 * @param reason what a shorter one would do and how it is allowed all the same, in sentences that end the refusal
 */
public record CommitPace(Duration usual, Duration least, String reason) {}
