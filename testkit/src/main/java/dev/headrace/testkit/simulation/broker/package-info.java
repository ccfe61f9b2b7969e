/**
 * The broker side of the simulated Kafka: logs, topics, the transaction coordinator and the group coordinator. It knows
 * nothing of clients, threads or the system's time; whatever it does later is a task that its owner runs.
 */
@NullMarked
package dev.headrace.testkit.simulation.broker;

import org.jspecify.annotations.NullMarked;
