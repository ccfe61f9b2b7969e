/** Windows of time that rows are grouped by: of a length, and of activity. */
@NullMarked
package dev.headrace.rows.window;

import org.jspecify.annotations.NullMarked;
