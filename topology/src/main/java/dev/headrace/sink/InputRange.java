package dev.headrace.sink;

/**
 * What an epoch read of one partition of one input of its task.
 *
 * @param input the name of the source or topic
 * @param from the position where the epoch before ended, as JSON
 * @param to the position where this one ends, as JSON: what is there was not read
 */
public record InputRange(String input, int partition, String from, String to) {}
