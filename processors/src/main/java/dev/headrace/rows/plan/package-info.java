/** What is to be computed of which rows, as data: {@link dev.headrace.rows.plan.Plan}. Not seen by users. */
@NullMarked
package dev.headrace.rows.plan;

import org.jspecify.annotations.NullMarked;
