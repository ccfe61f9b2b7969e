package dev.headrace.runtime.task;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a task. Records are taken in the order of their timestamps across inputs, as far as those are known: while
 * one input is known to be behind, the others wait for it (Kafka Streams with {@code max.task.idle.ms = 0}).
 */
final class Inbox {

    private final List<Input> inputs;
    private final @Nullable Input only;

    private Inbox(List<Input> inputs) {
        this.inputs = inputs;
        this.only = inputs.size() == 1 ? inputs.get(0) : null;
    }

    static Inbox of(Collection<TopicInput> topics, Collection<SourceInput> sources) {
        return new Inbox(Stream.<Input>concat(topics.stream(), sources.stream()).toList());
    }

    /** The input whose record is next, null if there is none to be processed now. */
    @Nullable
    Input next() {
        if (only != null) {
            return only.isReady() ? only : null;
        }
        Input earliest = null;
        for (Input input : inputs) {
            if (!input.isReady()) {
                if (input.isBehind()) {
                    return null;
                }
            } else if (earliest == null || input.nextTimestampMs() < earliest.nextTimestampMs()) {
                earliest = input;
            }
        }
        return earliest;
    }

    boolean isPlanReached() {
        for (Input input : inputs) {
            if (!input.isPlanReached()) {
                return false;
            }
        }
        return true;
    }
}
