/** Tools to test topologies with: drivers, crash tests, a simulated Kafka and an embedded real broker. */
@NullMarked
package dev.headrace.testkit;

import org.jspecify.annotations.NullMarked;
