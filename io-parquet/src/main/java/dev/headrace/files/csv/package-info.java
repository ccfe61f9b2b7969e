/** CSV, one object per line. */
@NullMarked
package dev.headrace.files.csv;

import org.jspecify.annotations.NullMarked;
