/**
 * The commit: the one place where an epoch becomes durable. {@link dev.headrace.runtime.commit.CommitStage} names the
 * stages, {@link dev.headrace.runtime.commit.CommitCycle} walks them, {@link dev.headrace.runtime.commit.EpochLog} does
 * the one atomic act among them.
 */
@NullMarked
package dev.headrace.runtime.commit;

import org.jspecify.annotations.NullMarked;
