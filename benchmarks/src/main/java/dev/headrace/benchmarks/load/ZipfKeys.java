package dev.headrace.benchmarks.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws keys of which the k-th most frequent appears in proportion to 1/k, as users and articles do. */
public final class ZipfKeys {

    private final String[] keys;
    private final double[] cumulative;
    private final SplittableRandom random;

    /**
     * The same keys in the same order for the same arguments.
     *
     * @param count how many different keys there are
     */
    public ZipfKeys(int count, long seed) {
        keys = new String[count];
        cumulative = new double[count];
        random = new SplittableRandom(seed);
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
            keys[rank] = String.format("user-%06d", rank);
        }
    }

    /** The next key. */
    public String next() {
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        int rank = found >= 0 ? found : -found - 1;
        return keys[rank];
    }
}
