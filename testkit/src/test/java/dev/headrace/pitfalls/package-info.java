/**
 * The thirty ways to go wrong of {@code docs/commit-protocol.md}, one test or more for each: the engine over a simulated Kafka
 * to which just that happens.
 */
package dev.headrace.pitfalls;
