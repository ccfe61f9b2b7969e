package dev.headrace.streaming;

import dev.headrace.common.HostInfo;
import java.util.Set;

/**
 * Where a key of a store lives.
 *
 * @param activeHost of the instance whose task owns the key
 * @param standbyHosts of the instances that keep its state warm
 * @param partition of the key
 */
public record KeyQueryMetadata(HostInfo activeHost, Set<HostInfo> standbyHosts, int partition) {

    /** While it is not known where the key lives, as during a rebalance. */
    public static final KeyQueryMetadata NOT_AVAILABLE = new KeyQueryMetadata(HostInfo.unavailable(), Set.of(), -1);

    /** Copies the set. */
    public KeyQueryMetadata {
        standbyHosts = Set.copyOf(standbyHosts);
    }
}
