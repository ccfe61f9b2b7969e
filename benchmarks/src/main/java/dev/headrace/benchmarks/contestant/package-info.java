/** The contestants, and what runs and measures one of them inside its own JVM. */
@NullMarked
package dev.headrace.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
