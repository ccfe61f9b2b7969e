/**
 * What rows are made of: {@link dev.headrace.rows.data.Row}s, the {@link dev.headrace.rows.data.Schema} that names their
 * columns, and the {@link dev.headrace.rows.data.DataType} of each. It knows neither expressions nor streams.
 */
@NullMarked
package dev.headrace.rows.data;

import org.jspecify.annotations.NullMarked;
