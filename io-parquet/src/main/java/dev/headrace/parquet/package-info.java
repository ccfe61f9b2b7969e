/**
 * Parquet files of rows, over any {@link dev.headrace.port.FileTree}: {@code format("parquet")}. The only package that knows
 * Parquet's library.
 */
@NullMarked
package dev.headrace.parquet;

import org.jspecify.annotations.NullMarked;
