package dev.headrace.examples.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run of the example: produces for a while, shows progress, lets the worker catch up, and proves the result. */
final class Demo {

    private static final long TICK_MS = 100;
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(90);

    private final String title;
    private final EventProducer producer;
    private final PurchaseTally tally;
    private final Supervisor supervisor;
    private final Chaos chaos;
    private final Screen screen;
    private final Rates rates = new Rates();
    private final long startedNs = System.nanoTime();

    Demo(String title, EventProducer producer, PurchaseTally tally, Supervisor supervisor, Chaos chaos, Screen screen) {
        this.title = title;
        this.producer = producer;
        this.tally = tally;
        this.supervisor = supervisor;
        this.chaos = chaos;
        this.screen = screen;
    }

    /**
     * Runs until everything that was produced within {@code duration} is counted.
     *
     * @throws IllegalStateException if the worker fails, or does not catch up
     */
    void run(Duration duration) {
        producer.start();
        tally.start();
        while (elapsedMs() < duration.toMillis()) {
            chaos.tick(elapsedMs(), tally.total());
            tick();
        }
        producer.close();
        long deadlineMs = elapsedMs() + CATCH_UP_TIMEOUT.toMillis();
        while (tally.total() < producer.purchases()) {
            if (elapsedMs() > deadlineMs) {
                throw new IllegalStateException("The worker has not caught up: after " + CATCH_UP_TIMEOUT.toSeconds()
                        + " s it has counted " + tally.total() + " of " + producer.purchases() + " purchases");
            }
            tick();
        }
        supervisor.close();
        show("stopped");
    }

    private void tick() {
        supervisor.tick(elapsedMs());
        show(supervisor.state());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MS));
    }

    private void show(String workerState) {
        // Counts first: whatever they hold was produced before, so that purchases never lag behind.
        Map<String, Long> counts = tally.counts();
        long purchases = producer.purchases();
        String worker = workerState + ", " + supervisor.starts() + " started, " + chaos.kills() + " killed";
        screen.show(
                new Progress(
                        title,
                        TimeUnit.MILLISECONDS.toSeconds(elapsedMs()),
                        producer.acknowledged(),
                        purchases,
                        counts,
                        rates.update(elapsedMs(), counts),
                        worker),
                elapsedMs());
    }

    private long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
    }
}
