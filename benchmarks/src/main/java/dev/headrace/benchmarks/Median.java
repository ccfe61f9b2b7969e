package dev.headrace.benchmarks;

import java.util.Arrays;

/** The middle of some numbers, with their ends. */
record Median(double value, double min, double max) {

    /** Of at least one number; of an even count, the mean of the two in the middle. */
    static Median of(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        double value = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Median(value, sorted[0], sorted[count - 1]);
    }
}
