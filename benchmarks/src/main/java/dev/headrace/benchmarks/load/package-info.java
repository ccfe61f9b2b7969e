/** What all contestants read, what they are asked to do with it, and the settings that are the same for all. */
@NullMarked
package dev.headrace.benchmarks.load;

import org.jspecify.annotations.NullMarked;
