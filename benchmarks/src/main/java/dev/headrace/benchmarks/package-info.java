/**
 * Compares what the same work costs in Headrace, in Kafka Streams and in a loop written by hand. The main class starts
 * every contestant in a JVM of its own, checks what it wrote and prints a table.
 */
@NullMarked
package dev.headrace.benchmarks;

import org.jspecify.annotations.NullMarked;
