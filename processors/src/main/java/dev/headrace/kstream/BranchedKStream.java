package dev.headrace.kstream;

import java.util.Map;

/**
 * A stream that is being split. A record goes to the first branch whose predicate it satisfies, else to the default branch,
 * else nowhere. The finished branches are found under the name of the split followed by the name of the branch, which is its
 * number (the default branch's is 0) unless it was given one.
 */
public interface BranchedKStream<K, V> {

    /** Adds a branch. */
    BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched);

    /** Adds a branch. */
    default BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate) {
        return branch(predicate, Branched.generated());
    }

    /** Adds the branch of the records that satisfied no predicate, and ends the split. */
    Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched);

    /** Adds the branch of the records that satisfied no predicate, and ends the split. */
    default Map<String, KStream<K, V>> defaultBranch() {
        return defaultBranch(Branched.generated());
    }

    /** Ends the split; records that satisfied no predicate are left out. */
    Map<String, KStream<K, V>> noDefaultBranch();
}
