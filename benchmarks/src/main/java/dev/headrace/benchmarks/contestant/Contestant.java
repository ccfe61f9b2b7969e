package dev.headrace.benchmarks.contestant;

/** One way to do a workload exactly once. */
interface Contestant {

    /**
     * Starts to read the input from its beginning.
     *
     * @param meter whose deserialiser reads the input's values, and which is told of failures
     * @return stops the work when closed
     */
    AutoCloseable start(Assignment assignment, Meter meter) throws Exception;
}
