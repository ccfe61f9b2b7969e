/** Worker processes that are killed while they process, and an audit of what they leave behind. */
@NullMarked
package dev.headrace.soak;

import org.jspecify.annotations.NullMarked;
