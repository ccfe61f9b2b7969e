/**
 * How rows travel: {@link dev.headrace.rows.avro.AvroSchemas} and {@link dev.headrace.rows.avro.AvroRows} between rows and
 * Avro's generic records, for file formats; {@link dev.headrace.rows.avro.RowSerde} between rows and Avro's binary form, for
 * topics and stores. Not seen by users.
 */
@NullMarked
package dev.headrace.rows.avro;

import org.jspecify.annotations.NullMarked;
