package dev.headrace.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** The decisions of one run, and the way to the next run that decides otherwise, until all have been tried. */
final class Choices {

    private final List<Integer> taken;
    private final List<Integer> sizes = new ArrayList<>();
    private int position;

    private Choices(List<Integer> taken) {
        this.taken = new ArrayList<>(taken);
    }

    static Choices first() {
        return new Choices(List.of());
    }

    /** The decision at this point, below {@code size}. */
    int next(int size) {
        if (position == taken.size()) {
            taken.add(0);
        }
        sizes.add(size);
        return taken.get(position++);
    }

    /** The choices of another run, or null if this was the last. */
    Choices successor() {
        for (int i = position - 1; i >= 0; i--) {
            if (taken.get(i) + 1 < sizes.get(i)) {
                List<Integer> changed = new ArrayList<>(taken.subList(0, i));
                changed.add(taken.get(i) + 1);
                return new Choices(changed);
            }
        }
        return null;
    }
}
