/**
 * A Kafka that lives in memory on one thread: same seed, same faults, same trace. {@code SimulatedKafka} is the way in; its
 * clients implement Kafka's own client interfaces and behave like the real ones, down to callbacks and exceptions.
 */
@NullMarked
package dev.headrace.testkit.simulation;

import org.jspecify.annotations.NullMarked;
