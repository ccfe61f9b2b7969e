package dev.headrace.sink;

/** How many writers a sink has. */
public enum SinkPlacement {
    /** One in every task of the sub-topology that the sink belongs to. */
    PER_TASK,
    /** One in the query: the sink's input is exchanged to a single task, whose epoch is the number of the batch. */
    GATHERED
}
