/**
 * The engine: a single-threaded step machine. {@link dev.headrace.runtime.Worker#step} is the line poll, decode, process,
 * buffer, commit when the trigger says so; everything else here is what it stands on.
 */
@NullMarked
package dev.headrace.runtime;

import org.jspecify.annotations.NullMarked;
