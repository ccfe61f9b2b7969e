/**
 * The ready-made processors, one class each, written against the contract of a node and nothing of the engine. The DSL and
 * the rows put them into topologies; users do not meet them.
 */
@NullMarked
package dev.headrace.operators;

import org.jspecify.annotations.NullMarked;
