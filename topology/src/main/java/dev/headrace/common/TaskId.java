package dev.headrace.common;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a task: one subtopology at work on one partition. Written {@code subtopology_partition}, as in {@code 0_1}; ordered
 * by subtopology, then by partition.
 */
public class TaskId implements Comparable<TaskId> {

    private static final Pattern FORM = Pattern.compile("(\\d+)_(\\d+)");

    private final int subtopology;
    private final int partition;

    public TaskId(int subtopology, int partition) {
        this.subtopology = subtopology;
        this.partition = partition;
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is not of the form {@code 0_1}
     */
    public static TaskId parse(String taskId) {
        Matcher parts = FORM.matcher(taskId);
        try {
            if (parts.matches()) {
                return new TaskId(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (NumberFormatException e) {
            throw malformed(taskId, e);
        }
        throw malformed(taskId, null);
    }

    private static IllegalArgumentException malformed(String taskId, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "Cannot parse task id '" + taskId + "': expected subtopology_partition, as in 0_1", cause);
    }

    /** The number of the subtopology, counted from 0. */
    public int subtopology() {
        return subtopology;
    }

    /** The number of the partition, counted from 0. */
    public int partition() {
        return partition;
    }

    @Override
    public int compareTo(TaskId other) {
        int bySubtopology = Integer.compare(subtopology, other.subtopology);
        return bySubtopology != 0 ? bySubtopology : Integer.compare(partition, other.partition);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TaskId that && subtopology == that.subtopology && partition == that.partition);
    }

    @Override
    public int hashCode() {
        return 31 * subtopology + partition;
    }

    @Override
    public String toString() {
        return subtopology + "_" + partition;
    }
}
