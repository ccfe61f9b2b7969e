package dev.headrace.runtime;

import dev.headrace.common.StreamsMetrics;
import dev.headrace.kafka.RecordSender;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTrees;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.task.TaskServices;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.streaming.Emission;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.topology.Node;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopologyPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tasks are given that comes of the options and the topology, whatever the commit log. */
final class TaskSettings {

    private TaskSettings() {}

    static TaskServices services(
            String applicationId, RecordSender sender, WallClock clock, QueryOptions options, StreamsMetrics metrics) {
        return new TaskServices(
                applicationId,
                sender,
                clock,
                options.defaultKeySerde().orElse(MissingSerde.FOR_KEYS),
                options.defaultValueSerde().orElse(MissingSerde.FOR_VALUES),
                options.defaultTimestampExtractor(),
                options.deserializationExceptionHandler(),
                options.processingExceptionHandler(),
                options.emission() == Emission.PER_COMMIT,
                metrics,
                options.config().originals());
    }

    /**
     * Opens the sources that are no topics, by name.
     *
     * @param notes under which each finds a directory of its own; null without
     */
    static Map<String, Source<?, ?>> openedSources(
            TopologyPlan plan, UUID queryId, WallClock clock, FileTrees files, @Nullable FilePath notes) {
        Map<String, Source<?, ?>> opened = new HashMap<>();
        for (SubTopology subTopology : plan.subTopologies()) {
            for (Node node : subTopology.sources()) {
                if (node instanceof SourceNode source) {
                    FilePath own = notes == null ? null : notes.child(source.name());
                    opened.put(
                            source.name(),
                            source.source().open(new SourceContext(source.name(), queryId, clock, files, own)));
                }
            }
        }
        return opened;
    }

    /** How many heap bytes the clean entries of one partition of a store may take. */
    static long cacheBytesPerStore(TopologyPlan plan, QueryOptions options, int partitionsMax) {
        long stores = plan.subTopologies().stream()
                .mapToLong(sub -> sub.stores().size())
                .sum();
        return options.cacheBytesMax() / Math.max(1, stores * Math.max(1, partitionsMax));
    }
}
