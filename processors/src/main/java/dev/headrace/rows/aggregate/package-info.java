/**
 * Aggregates over groups of rows. What one remembers of a group is a few values with types, so that it can lie in a store and be
 * merged with what another task remembers. Not seen by users.
 */
@NullMarked
package dev.headrace.rows.aggregate;

import org.jspecify.annotations.NullMarked;
