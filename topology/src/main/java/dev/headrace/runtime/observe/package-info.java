/** What the engine tells of itself, once per phase: progress, status, metrics. */
@NullMarked
package dev.headrace.runtime.observe;

import org.jspecify.annotations.NullMarked;
