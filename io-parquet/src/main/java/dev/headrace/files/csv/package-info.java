/** CSV as Spark spells it, one row per line or record. */
@NullMarked
package dev.headrace.files.csv;

import org.jspecify.annotations.NullMarked;
