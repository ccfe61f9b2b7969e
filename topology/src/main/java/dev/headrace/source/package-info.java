/**
 * How data enters a topology other than through Kafka topics. A {@link dev.headrace.source.Source} says where reading
 * starts, how far an epoch may read, and reads; the engine commits the positions that were reached.
 */
@NullMarked
package dev.headrace.source;

import org.jspecify.annotations.NullMarked;
