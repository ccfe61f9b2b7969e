/**
 * Rows with columns: the same operations over what is there and over what comes. Begin with {@link dev.headrace.rows.Rows} and
 * {@link dev.headrace.rows.RowStream}; {@link dev.headrace.rows.Functions} makes columns. The spelling is that of Structured
 * Streaming.
 */
@NullMarked
package dev.headrace.rows;

import org.jspecify.annotations.NullMarked;
