/**
 * What kinds of places rows are read from and written to: {@link dev.headrace.rows.spi.RowInputFormat} and {@link
 * dev.headrace.rows.spi.RowOutputFormat}, each found by the name that {@code format(..)} is given. A module that brings
 * formats names them in {@code META-INF/services}.
 */
@NullMarked
package dev.headrace.rows.spi;

import org.jspecify.annotations.NullMarked;
