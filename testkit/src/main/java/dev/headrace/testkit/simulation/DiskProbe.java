package dev.headrace.testkit.simulation;

/** Told of every write to a simulated disk, so that a test can crash before or after it. */
public interface DiskProbe {

    /** Does nothing. */
    DiskProbe NONE = new DiskProbe() {};

    /** What is written. */
    enum Write {
        /** One batch of changes and the position they reach. It is lost in a crash unless a flush followed. */
        APPLY,
        /** Everything applied so far becomes durable. */
        FLUSH
    }

    /** The write is about to happen. */
    default void before(Write write, String storeName) {}

    /** The write has happened. */
    default void after(Write write, String storeName) {}
}
