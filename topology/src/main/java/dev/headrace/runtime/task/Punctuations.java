package dev.headrace.runtime.task;

import dev.headrace.processor.Cancellable;
import dev.headrace.processor.Punctuator;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What was scheduled on one kind of time. After a punctuation the next one is due one interval later; those that were
 * missed are left out.
 */
final class Punctuations {

    private final PriorityQueue<Scheduled> queue = new PriorityQueue<>(
            Comparator.<Scheduled>comparingLong(each -> each.dueMs).thenComparingLong(each -> each.order));

    private long scheduled;

    Cancellable schedule(GraphNode node, long firstMs, long intervalMs, Punctuator punctuator) {
        Scheduled entry = new Scheduled(node, punctuator, intervalMs, firstMs, scheduled++);
        queue.add(entry);
        return () -> entry.cancelled = true;
    }

    /** When the next punctuation is due, {@link Long#MAX_VALUE} if there is none. */
    long nextMs() {
        while (!queue.isEmpty() && queue.peek().cancelled) {
            queue.remove();
        }
        return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueMs;
    }

    /** Runs everything due at {@code nowMs}; returns how many ran. */
    int run(long nowMs) {
        int ran = 0;
        while (nextMs() <= nowMs) {
            Scheduled due = queue.remove();
            due.node.punctuate(due.punctuator, nowMs);
            ran++;
            if (!due.cancelled) {
                due.advance(nowMs);
                queue.add(due);
            }
        }
        return ran;
    }

    void clear() {
        queue.clear();
    }

    private static final class Scheduled {
        private final GraphNode node;
        private final Punctuator punctuator;
        private final long intervalMs;
        private final long order;
        private long dueMs;
        private boolean cancelled;

        private Scheduled(GraphNode node, Punctuator punctuator, long intervalMs, long dueMs, long order) {
            this.node = node;
            this.punctuator = punctuator;
            this.intervalMs = intervalMs;
            this.dueMs = dueMs;
            this.order = order;
        }

        private void advance(long nowMs) {
            long missed = (nowMs - dueMs) / intervalMs;
            dueMs += (missed + 1) * intervalMs;
        }
    }
}
