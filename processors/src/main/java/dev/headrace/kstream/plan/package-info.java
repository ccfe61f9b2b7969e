/**
 * The graph that the DSL draws before it becomes a topology: nodes that know what they do to keys and values, so that
 * repartition topics can be placed, and merged, when the whole is known.
 */
@NullMarked
package dev.headrace.kstream.plan;

import org.jspecify.annotations.NullMarked;
