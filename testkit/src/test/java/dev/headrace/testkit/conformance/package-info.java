/**
 * Runs the same generated operations on the simulated Kafka and on a real broker and compares what a client can see.
 */
package dev.headrace.testkit.conformance;
