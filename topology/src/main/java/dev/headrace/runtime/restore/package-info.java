/**
 * The recovery gate: what stands between being given a task and running it. Positions are read when no transaction is
 * pending on them, then the ends of changelogs and checkpoints are captured, then both are read up to those ends.
 */
@NullMarked
package dev.headrace.runtime.restore;

import org.jspecify.annotations.NullMarked;
