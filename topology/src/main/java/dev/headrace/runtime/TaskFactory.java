package dev.headrace.runtime;

import dev.headrace.common.TaskId;
import dev.headrace.port.FileTrees;
import dev.headrace.port.Ids;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.task.EventClock;
import dev.headrace.runtime.task.Task;
import dev.headrace.runtime.task.TaskServices;
import dev.headrace.runtime.task.TaskStores;
import dev.headrace.source.Source;
import dev.headrace.topology.SubTopology;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** Makes the tasks of a worker. The first commit of a task that never committed is the epoch after {@code epochBeforeFirst}. */
final class TaskFactory {

    private final Function<TaskKey, TaskServices> services;
    private final TaskStores.Place place;
    private final Ids ids;
    private final UUID queryId;
    private final FileTrees files;
    private final Map<String, Source<?, ?>> openedSources;
    private final CommittedStores readable;
    private final long epochBeforeFirst;

    TaskFactory(
            Function<TaskKey, TaskServices> services,
            TaskStores.Place place,
            Ids ids,
            UUID queryId,
            FileTrees files,
            Map<String, Source<?, ?>> openedSources,
            CommittedStores readable,
            long epochBeforeFirst) {
        this.services = services;
        this.place = place;
        this.ids = ids;
        this.queryId = queryId;
        this.files = files;
        this.openedSources = openedSources;
        this.readable = readable;
        this.epochBeforeFirst = epochBeforeFirst;
    }

    /** Opens stores and sinks of one task, which begins a life of its own. */
    OwnedTask open(SubTopology subTopology, int partition, Set<TopicPartition> inputs) {
        TaskKey key = new TaskKey(subTopology.name(), partition);
        TaskServices its = services.apply(key);
        UUID incarnation = ids.next();
        OwnedSources sources = new OwnedSources(subTopology, partition, openedSources);
        OwnedSinks sinks = new OwnedSinks(subTopology, partition, incarnation, queryId, files);
        Task task = new Task(
                new TaskId(subTopology.id(), partition),
                subTopology,
                its,
                place,
                sinks.writers(),
                EventClock.perRecord());
        return new OwnedTask(
                key,
                task,
                inputs,
                incarnation,
                sources,
                sinks,
                store -> store.changelogged()
                        ? Optional.of(new TopicPartition(its.changelogTopic(store.name()), partition))
                        : Optional.empty(),
                readable,
                its.clock(),
                epochBeforeFirst);
    }
}
