package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's wish to be part of a group.
 *
 * @param memberId empty for a consumer that is not a member yet
 * @param instanceId the name of a static member, or null
 * @param protocols the assignors it knows, best first, each with its subscription
 * @param beating tells whether the consumer's heartbeats still arrive
 */
public record JoinRequest(
        String groupId,
        String memberId,
        @Nullable String instanceId,
        String clientId,
        Map<String, ByteBuffer> protocols,
        int sessionTimeoutMs,
        int rebalanceTimeoutMs,
        BooleanSupplier beating) {}
