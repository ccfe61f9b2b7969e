/** The outermost shell: the only place of the engine that starts threads, waits, and asks the system for the time. */
@NullMarked
package dev.headrace.runtime.shell;

import org.jspecify.annotations.NullMarked;
