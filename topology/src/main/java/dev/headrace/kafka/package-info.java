/** What the engine asks of Kafka: its clients, from a supplier, and one sender for records. */
@NullMarked
package dev.headrace.kafka;

import org.jspecify.annotations.NullMarked;
