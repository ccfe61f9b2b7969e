package dev.headrace.testkit.simulation;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** What a test said will go wrong with the next requests at some sites, beyond what {@link Faults} decides call by call. */
final class Accidents {

    private static final Set<ClientSite> REFUSABLE = EnumSet.of(
            ClientSite.PRODUCER_INIT_TRANSACTIONS,
            ClientSite.PRODUCER_BATCH,
            ClientSite.PRODUCER_SEND_OFFSETS,
            ClientSite.PRODUCER_COMMIT,
            ClientSite.PRODUCER_ABORT);
    private static final Set<ClientSite> DELAYABLE =
            EnumSet.of(ClientSite.PRODUCER_INIT_TRANSACTIONS, ClientSite.PRODUCER_BATCH, ClientSite.PRODUCER_COMMIT);

    private final Map<ClientSite, Queue<ApiException>> refusals = new EnumMap<>(ClientSite.class);
    private final Map<ClientSite, Integer> delays = new EnumMap<>(ClientSite.class);
    private final Queue<Runnable> underWay = new ArrayDeque<>();

    void refuseNext(ClientSite site, ApiException error) {
        require(site, REFUSABLE, "refuse");
        refusals.computeIfAbsent(site, any -> new ArrayDeque<>()).add(error);
    }

    void delayNext(ClientSite site) {
        require(site, DELAYABLE, "delay");
        delays.merge(site, 1, Integer::sum);
    }

    private static void require(ClientSite site, Set<ClientSite> possible, String verb) {
        if (!possible.contains(site)) {
            throw new IllegalArgumentException(
                    "Cannot " + verb + " a request at " + site.siteName() + ": choose one of " + possible);
        }
    }

    /** Throws what the broker answers instead of obeying, if it is to. */
    void refuseIfDue(ClientSite site) {
        Queue<ApiException> waiting = refusals.get(site);
        ApiException error = waiting == null ? null : waiting.poll();
        if (error != null) {
            throw error;
        }
    }

    /** Keeps a request under way, if the next one at this site is to be; returns whether it did. */
    boolean delayIfDue(ClientSite site, Runnable request) {
        Integer left = delays.get(site);
        if (left == null) {
            return false;
        }
        delays.computeIfPresent(site, (any, count) -> without(count));
        underWay.add(request);
        return true;
    }

    private static @Nullable Integer without(int count) {
        return count == 1 ? null : count - 1;
    }

    int deliverDelayed() {
        int delivered = 0;
        for (Runnable request = underWay.poll(); request != null; request = underWay.poll()) {
            delivered++;
            deliver(request);
        }
        return delivered;
    }

    @SuppressWarnings("EmptyCatch") // The client that would have heard the answer has given up.
    private static void deliver(Runnable request) {
        try {
            request.run();
        } catch (ApiException refused) {
        }
    }
}
