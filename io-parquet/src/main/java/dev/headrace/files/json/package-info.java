/** JSON, one object per line. */
@NullMarked
package dev.headrace.files.json;

import org.jspecify.annotations.NullMarked;
