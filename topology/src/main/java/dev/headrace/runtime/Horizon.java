package dev.headrace.runtime;

import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.task.SourceInput;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.SourcePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the epochs of a run may read at most, and whether the run ends there. */
interface Horizon {

    /** How much one epoch may read. */
    ReadLimit limit();

    /** The position that the run does not read beyond; null for none. */
    @Nullable
    SourcePosition of(OwnedTask task, SourceInput input);

    /** Whether the run ends when all of {@code tasks} have read up to it. */
    boolean isReached(List<OwnedTask> tasks);

    /** Whether epochs without input are run for what a watermark made final. */
    boolean closes();

    /** A run without an end. */
    record Endless() implements Horizon {

        @Override
        public ReadLimit limit() {
            return ReadLimit.configured();
        }

        @Override
        public @Nullable SourcePosition of(OwnedTask task, SourceInput input) {
            return null;
        }

        @Override
        public boolean isReached(List<OwnedTask> tasks) {
            return false;
        }

        @Override
        public boolean closes() {
            return true;
        }
    }

    /** A run that ends where its sources ended when it began. */
    record Start(ReadLimit limit, boolean closes, Map<TaskKey, Map<String, SourcePosition>> ends) implements Horizon {

        /**
         * A run that reads, limits honoured, what there is now, and finishes what it can.
         */
        static Start availableNow() {
            return new Start(ReadLimit.configured(), true, new HashMap<>());
        }

        /** A run that reads all there is now in one epoch. */
        static Start once() {
            return new Start(ReadLimit.all(), false, new HashMap<>());
        }

        @Override
        public SourcePosition of(OwnedTask task, SourceInput input) {
            return ends.computeIfAbsent(task.key(), any -> new HashMap<>())
                    .computeIfAbsent(input.sourceName(), any -> task.sources().end(input, ReadLimit.all(), null));
        }

        @Override
        public boolean isReached(List<OwnedTask> tasks) {
            for (OwnedTask task : tasks) {
                for (SourceInput input : task.task().sourceInputs()) {
                    if (!input.position().equals(of(task, input))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
