package dev.headrace.streaming;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a query is closed. Immutable: the {@code with} methods return a changed copy. By default it leaves the consumer
 * group, so that a restart or another instance takes over at once, and waits as long as closing takes.
 */
public final class CloseOptions {

    private static final CloseOptions DEFAULT = new CloseOptions(GroupMembershipOperation.LEAVE_GROUP, null);

    private final GroupMembershipOperation operation;
    private final @Nullable Duration timeout;

    private CloseOptions(GroupMembershipOperation operation, @Nullable Duration timeout) {
        this.operation = operation;
        this.timeout = timeout;
    }

    /** What becomes of the membership in the consumer group. */
    public enum GroupMembershipOperation {
        /** The member leaves, and its tasks move at once. */
        LEAVE_GROUP,
        /** The member stays until its session times out, so that a restart within that time moves nothing. */
        REMAIN_IN_GROUP
    }

    /** Waits at most {@code timeout}. */
    public static CloseOptions timeout(Duration timeout) {
        return DEFAULT.withTimeout(timeout);
    }

    /** Leaves the group or remains in it. */
    public static CloseOptions groupMembershipOperation(GroupMembershipOperation operation) {
        return DEFAULT.withGroupMembershipOperation(operation);
    }

    /** These options with another timeout; null waits as long as closing takes. */
    public CloseOptions withTimeout(@Nullable Duration timeout) {
        return new CloseOptions(operation, timeout);
    }

    /** These options with another operation. */
    public CloseOptions withGroupMembershipOperation(GroupMembershipOperation operation) {
        return new CloseOptions(Objects.requireNonNull(operation, "operation"), timeout);
    }

    /** How long to wait at most; empty for as long as closing takes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** What becomes of the membership in the consumer group. */
    public GroupMembershipOperation groupMembershipOperation() {
        return operation;
    }
}
