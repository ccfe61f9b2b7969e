package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A member of a group as the coordinator sees it, with what it is waiting for. */
final class GroupMember {

    private static final ByteBuffer NO_ASSIGNMENT = ByteBuffer.allocate(0);

    private final String memberId;
    private JoinRequest request;
    private long lastHeartbeatMs;
    private ByteBuffer assignment = NO_ASSIGNMENT;
    private @Nullable Reply<JoinResponse> join;
    private @Nullable Reply<ByteBuffer> sync;

    GroupMember(String memberId, JoinRequest request, long nowMs) {
        this.memberId = memberId;
        this.request = request;
        this.lastHeartbeatMs = nowMs;
    }

    String memberId() {
        return memberId;
    }

    @Nullable
    String instanceId() {
        return request.instanceId();
    }

    boolean isStatic() {
        return request.instanceId() != null;
    }

    JoinRequest request() {
        return request;
    }

    void update(JoinRequest newRequest) {
        request = newRequest;
    }

    boolean knows(Map<String, ByteBuffer> protocols) {
        return request.protocols().equals(protocols);
    }

    ByteBuffer subscription(String protocol) {
        ByteBuffer subscription = request.protocols().get(protocol);
        if (subscription == null) {
            throw new IllegalStateException("Cannot describe member " + memberId + ": it does not know " + protocol);
        }
        return subscription.duplicate();
    }

    void awaitJoin(Reply<JoinResponse> reply) {
        join = reply;
    }

    boolean isJoining() {
        return join != null;
    }

    void joined(JoinResponse response, long nowMs) {
        Reply<JoinResponse> waiting = join;
        join = null;
        lastHeartbeatMs = nowMs;
        if (waiting != null) {
            waiting.complete(response);
        }
    }

    void awaitSync(Reply<ByteBuffer> reply) {
        sync = reply;
    }

    boolean isSyncing() {
        return sync != null;
    }

    void assign(ByteBuffer newAssignment) {
        assignment = newAssignment;
    }

    ByteBuffer assignment() {
        return assignment.duplicate();
    }

    void synced() {
        Reply<ByteBuffer> waiting = sync;
        sync = null;
        if (waiting != null) {
            waiting.complete(assignment());
        }
    }

    void refuse(Errors reason) {
        if (join != null) {
            join.fail(reason);
            join = null;
        }
        refuseSync(reason);
    }

    void refuseSync(Errors reason) {
        if (sync != null) {
            sync.fail(reason);
            sync = null;
        }
    }

    void heartbeat(long nowMs) {
        lastHeartbeatMs = nowMs;
    }

    /** When the session ends unless a heartbeat comes; never while the broker owes the member an answer. */
    long sessionDeadlineMs() {
        return join != null || sync != null ? Long.MAX_VALUE : lastHeartbeatMs + request.sessionTimeoutMs();
    }
}
