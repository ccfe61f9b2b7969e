/**
 * Parquet files: {@link dev.headrace.parquet.ParquetRecords} writes and reads them as Avro records. The one package that
 * knows Parquet's and Hadoop's classes.
 */
@NullMarked
package dev.headrace.parquet;

import org.jspecify.annotations.NullMarked;
