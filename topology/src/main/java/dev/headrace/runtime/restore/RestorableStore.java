package dev.headrace.runtime.restore;

import dev.headrace.state.CommittableStore;
import org.apache.kafka.common.TopicPartition;

/** A store of a task, as recovery brings it up to its changelog. */
public interface RestorableStore {

    /** Name of the store. */
    String name();

    /** Its changelog. */
    TopicPartition changelog();

    /** The open store. */
    CommittableStore store();

    /** Closes the store, deletes what it holds, and opens it empty. */
    CommittableStore rebuild();
}
