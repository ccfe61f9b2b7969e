/**
 * The main example: events of a web shop flow through Kafka, purchases are counted by traffic source, exactly once. Begin
 * with {@link dev.headrace.examples.traffic.PurchaseCounts}, the topology, and
 * {@link dev.headrace.examples.traffic.TrafficWorker}, the program that runs it; the rest makes events, kills the worker
 * and proves that every purchase was counted once.
 */
@NullMarked
package dev.headrace.examples.traffic;

import org.jspecify.annotations.NullMarked;
