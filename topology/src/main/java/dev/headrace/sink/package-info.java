/**
 * How data leaves a topology other than through Kafka topics, in two phases: a {@link dev.headrace.sink.Sink} stages an
 * epoch's output without showing it and hands over a receipt; after the commit that holds the receipt it publishes.
 */
@NullMarked
package dev.headrace.sink;

import org.jspecify.annotations.NullMarked;
