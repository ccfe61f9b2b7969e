package dev.headrace.testkit.simulation.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the broker still has to do on its own: write a marker to a partition, for example. Somebody else says when. */
public final class BrokerTasks {

    private final List<Runnable> waiting = new ArrayList<>();

    void add(Runnable task) {
        waiting.add(task);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Does everything there is, oldest first. */
    public void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
    }

    /** Does one thing, picked by {@code random}; false if there was nothing. */
    public boolean runOne(RandomGenerator random) {
        if (waiting.isEmpty()) {
            return false;
        }
        waiting.remove(random.nextInt(waiting.size())).run();
        return true;
    }
}
