/** Turns plans of rows that come into topologies, and has their operators. Not seen by users. */
@NullMarked
package dev.headrace.rows.stream;

import org.jspecify.annotations.NullMarked;
