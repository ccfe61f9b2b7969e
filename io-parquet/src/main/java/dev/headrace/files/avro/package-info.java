/** Avro, one object per line. */
@NullMarked
package dev.headrace.files.avro;

import org.jspecify.annotations.NullMarked;
