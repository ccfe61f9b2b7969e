/** Committed bytes on the heap, gone with the process and rebuilt from the changelog. */
@NullMarked
package dev.headrace.stores.memory;

import org.jspecify.annotations.NullMarked;
