package dev.headrace.kstream;

import dev.headrace.operators.PassThrough;
import dev.headrace.operators.StreamBranch;
import dev.headrace.operators.StreamBranch.Branch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of the plan that is being split. */
final class PlannedBranches<K, V> implements BranchedKStream<K, V> {

    private final PlannedStream<K, V> splitter;
    private final String name;
    private final List<Branch<K, V>> branches = new ArrayList<>();
    /** In no order of ours: a program that goes through it gets the order, and thus the names, that it always got. */
    private final Map<String, KStream<K, V>> streams = new HashMap<>();

    private @Nullable String defaultBranch;

    PlannedBranches(PlannedStream<K, V> source, String name) {
        this.name = name;
        this.splitter = source.then(name, () -> new StreamBranch<>(branches, defaultBranch));
    }

    @Override
    public BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched) {
        Objects.requireNonNull(predicate, "predicate cannot be null");
        String branchName = name + branched.nameOrElse(Integer.toString(branches.size() + 1));
        branches.add(new Branch<>(predicate::test, branchName));
        add(branchName, branched);
        return this;
    }

    @Override
    public Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched) {
        defaultBranch = name + branched.nameOrElse("0");
        add(defaultBranch, branched);
        return streams;
    }

    @Override
    public Map<String, KStream<K, V>> noDefaultBranch() {
        return streams;
    }

    private void add(String branchName, Branched<K, V> branched) {
        splitter.takeNumber();
        KStream<K, V> stream = branched.apply(splitter.then(branchName, PassThrough::new));
        if (stream != null) {
            streams.put(branchName, stream);
        }
    }
}
