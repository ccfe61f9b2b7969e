/** When an epoch opens, where its input ends, and when it closes: all that triggers differ in. */
@NullMarked
package dev.headrace.runtime.trigger;

import org.jspecify.annotations.NullMarked;
