/**
 * The DSL: streams, tables and what is done with them, with the names and results of Kafka Streams. {@link
 * dev.headrace.kstream.StreamsBuilder} is where a topology begins.
 */
@NullMarked
package dev.headrace.kstream;

import org.jspecify.annotations.NullMarked;
