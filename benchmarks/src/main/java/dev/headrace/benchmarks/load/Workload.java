package dev.headrace.benchmarks.load;

import java.util.Arrays;

/** What a contestant does with each input record. */
public enum Workload {
    /** Keeps the purchases and cuts their values: no state. */
    FILTER_MAP("A", "filter + map"),
    /** Counts records by key in a store with a changelog; writes each changed count once per commit. */
    KEYED_COUNT("B", "keyed count");

    private final String letter;
    private final String title;

    Workload(String letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    /** What stands for it on a command line. */
    public String letter() {
        return letter;
    }

    /** What it does, in a few words. */
    public String title() {
        return title;
    }

    /**
     * The workload of this letter.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload of(String letter) {
        return Arrays.stream(values())
                .filter(workload -> workload.letter.equalsIgnoreCase(letter.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot run workload '" + letter + "': there are A (filter + map) and B (keyed count)"));
    }
}
