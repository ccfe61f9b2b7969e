/** Where a topology is started: a session, and the handles of what it started. */
@NullMarked
package dev.headrace;

import org.jspecify.annotations.NullMarked;
