/** Compares what a contestant wrote with what it should have written, record by record. */
@NullMarked
package dev.headrace.benchmarks.check;

import org.jspecify.annotations.NullMarked;
