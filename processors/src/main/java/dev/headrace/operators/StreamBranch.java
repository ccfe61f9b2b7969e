package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Passes each record to the first branch whose predicate it satisfies, else to the default branch if there is one. */
public final class StreamBranch<K, V> extends ContextualProcessor<K, V, K, V> {

    private final List<Branch<K, V>> branches;
    private final @Nullable String defaultBranch;

    public StreamBranch(List<Branch<K, V>> branches, @Nullable String defaultBranch) {
        this.branches = List.copyOf(branches);
        this.defaultBranch = defaultBranch;
    }

    @Override
    public void process(Record<K, V> record) {
        for (Branch<K, V> branch : branches) {
            if (branch.predicate.test(record.key(), record.value())) {
                context().forward(record, branch.node);
                return;
            }
        }
        if (defaultBranch != null) {
            context().forward(record, defaultBranch);
        }
    }

    /**
     * Where some records go.
     *
     * @param predicate which ones
     * @param node the name of the child they go to
     */
    public record Branch<K, V>(BiPredicate<? super K, ? super V> predicate, String node) {}
}
