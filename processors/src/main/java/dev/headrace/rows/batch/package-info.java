/** Computes plans of rows that have an end, at once. Not seen by users. */
@NullMarked
package dev.headrace.rows.batch;

import org.jspecify.annotations.NullMarked;
