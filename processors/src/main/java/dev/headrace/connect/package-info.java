/** Small sources and sinks of rows, for trying things out and for what no format covers. */
@NullMarked
package dev.headrace.connect;

import org.jspecify.annotations.NullMarked;
