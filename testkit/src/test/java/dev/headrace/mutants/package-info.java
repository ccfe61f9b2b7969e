/**
 * Breaks the commit protocol on purpose, one break at a time, and checks that a schedule of crashes, errors and zombies over
 * the simulated Kafka tells each broken engine from the whole one.
 */
@NullMarked
package dev.headrace.mutants;

import org.jspecify.annotations.NullMarked;
