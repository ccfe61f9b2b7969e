/**
 * What a column says, as data: {@link dev.headrace.rows.expression.Expression} before it is known over which rows, {@link
 * dev.headrace.rows.expression.Bound} after, with places and types settled once. Not seen by users.
 */
@NullMarked
package dev.headrace.rows.expression;

import org.jspecify.annotations.NullMarked;
