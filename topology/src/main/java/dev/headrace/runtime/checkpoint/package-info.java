/**
 * The durable record of what was committed, as data and bytes: keys by the names of durable things, values with a format
 * version. Nothing here reads or writes a log.
 */
@NullMarked
package dev.headrace.runtime.checkpoint;

import org.jspecify.annotations.NullMarked;
