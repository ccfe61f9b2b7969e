/** Avro's container files of rows. */
@NullMarked
package dev.headrace.files.avro;

import org.jspecify.annotations.NullMarked;
