package dev.headrace.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A generated sequence of operations. The same theme and seed give the same steps. */
record Scenario(Theme theme, long seed, List<Step> steps) {

    /** What a scenario is about; a theme mixes the operations that can matter to each other. */
    enum Theme {
        TRANSACTIONS(10, 22),
        TIMEOUTS(3, 10),
        UNKNOWN_COMMITS(3, 8),
        GROUPS(5, 10),
        COMPACTION(6, 14);

        private final int stepsMin;
        private final int stepsMax;

        Theme(int stepsMin, int stepsMax) {
            this.stepsMin = stepsMin;
            this.stepsMax = stepsMax;
        }
    }

    /** Slots 0 and 1 fence each other, slot 2 is by itself. */
    static final int SLOTS = 3;

    static final int PARTITIONS = 2;

    static Scenario generate(Theme theme, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 31 + theme.ordinal());
        List<Step> steps = new ArrayList<>();
        int length = random.nextInt(theme.stepsMin, theme.stepsMax + 1);
        StepGenerator generator = new StepGenerator(theme, seed, random);
        steps.addAll(generator.opening());
        for (int i = 0; i < length; i++) {
            steps.addAll(generator.next());
        }
        steps.addAll(generator.closing());
        return new Scenario(theme, seed, steps);
    }

    String name() {
        return theme.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + seed;
    }
}
