package dev.headrace.soak;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place where a thread stops once, as if its machine had, until the test lets it go on. */
final class Pause {

    private static final long PATIENCE_SECONDS = 120;

    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** The next thread that comes along stops. */
    void arm() {
        armed.set(true);
    }

    /** Whether the next thread that comes along stops. */
    boolean isArmed() {
        return armed.get();
    }

    /** Stops the caller if the pause is armed. */
    void here() {
        if (armed.compareAndSet(true, false)) {
            reached.countDown();
            await(released, "was not released");
        }
    }

    /** Waits until a thread has stopped here. */
    void awaitReached() {
        await(reached, "was not reached");
    }

    /** Lets the thread go on. */
    void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The pause " + otherwise);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted at a pause", e);
        }
    }
}
