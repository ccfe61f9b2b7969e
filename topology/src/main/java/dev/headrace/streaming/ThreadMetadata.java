package dev.headrace.streaming;

import java.util.Set;

/** One worker of a query and what it runs, as of the moment it was asked for. */
public interface ThreadMetadata {

    /** What the worker is doing, in one word. */
    String threadState();

    /** The name of its thread. */
    String threadName();

    /** The tasks that it runs. */
    Set<TaskMetadata> activeTasks();

    /** The tasks whose state it keeps warm. */
    Set<TaskMetadata> standbyTasks();

    /** The client id of the consumer that reads its input. */
    String consumerClientId();

    /** The client id of the consumer that restores its stores. */
    String restoreConsumerClientId();

    /** The client ids of its producers. */
    Set<String> producerClientIds();

    /** The client id of the admin client that it uses. */
    String adminClientId();
}
