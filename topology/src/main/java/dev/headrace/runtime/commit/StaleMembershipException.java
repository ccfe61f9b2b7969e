package dev.headrace.runtime.commit;

import dev.headrace.errors.CommitFailedException;

/**
 * The group did not let the worker commit, because it is not a member of the group's present generation. It may be one of
 * the next, after the rebalance that goes on; until its membership changes no other commit can succeed.
 */
public final class StaleMembershipException extends CommitFailedException {

    private static final long serialVersionUID = 1L;

    StaleMembershipException(String message) {
        super(message);
    }

    StaleMembershipException(String message, Throwable cause) {
        super(message, cause);
    }
}
