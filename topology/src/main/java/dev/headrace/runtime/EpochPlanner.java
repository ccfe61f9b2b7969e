package dev.headrace.runtime;

import dev.headrace.runtime.task.SourceInput;
import dev.headrace.runtime.task.TopicInput;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.SourcePosition;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Decides where the input of an epoch ends; one strategy for each kind of trigger. */
interface EpochPlanner extends AutoCloseable {

    /** Plans an epoch that would open now; returns whether there is anything in it. */
    boolean plan();

    /** Whether the epoch that comes next reads nothing, but makes durable where new tasks start to read. */
    default boolean marksStarts() {
        return false;
    }

    /** A task begins to run in the open epoch. */
    void join(OwnedTask task);

    /** The epoch was committed before its plan was reached: what is left of it is the next one. */
    default void goesOn() {}

    /** Whether an epoch is to run though there is no input, for something that a watermark made final. */
    default boolean closesSomething() {
        return false;
    }

    /** Whether the query has processed all that it is to process. Told in between epochs. */
    default boolean isDrained() {
        return false;
    }

    @Override
    default void close() {}

    /** The input ends nowhere. */
    record Endless() implements EpochPlanner {

        @Override
        public boolean plan() {
            return true;
        }

        @Override
        public void join(OwnedTask task) {}
    }

    /** The input ends at the positions that are the last when the epoch opens. */
    record UpToNow(OwnedTasks tasks, Intake intake) implements EpochPlanner {

        @Override
        public boolean plan() {
            boolean something = planSources();
            if (!something && !tasks.hasQueuedInput()) {
                return false;
            }
            Map<TopicPartition, Long> ends = intake.endOffsets(tasks.inputPartitions());
            tasks.inputs().forEach(input -> input.planEnd(ends.getOrDefault(input.partition(), input.nextOffset())));
            return true;
        }

        /** What it has belongs to the next epoch. */
        @Override
        public void join(OwnedTask task) {
            for (TopicInput input : task.task().topicInputs().values()) {
                input.planEnd(input.nextOffset());
            }
            for (SourceInput input : task.task().sourceInputs()) {
                input.planEnd(input.position());
            }
        }

        private boolean planSources() {
            boolean something = false;
            for (OwnedTask task : tasks.running()) {
                for (SourceInput input : task.task().sourceInputs()) {
                    SourcePosition end = task.sources().end(input, ReadLimit.configured(), null);
                    input.planEnd(end);
                    something |= !end.equals(input.position());
                }
            }
            return something;
        }
    }
}
