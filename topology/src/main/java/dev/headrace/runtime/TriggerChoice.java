package dev.headrace.runtime;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.sink.CommitPace;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Node;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.TopologyPlan;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The trigger that all sources and sinks of a query can live with. */
public final class TriggerChoice {

    private TriggerChoice() {}

    /**
     * These options; where they name neither a trigger nor a commit interval, with the longest that a sink usually has.
     *
     * @throws InvalidOptionException if a source cannot be read under the trigger, or a sink does not bear it
     */
    public static QueryOptions of(TopologyPlan plan, QueryOptions options) {
        List<Node> nodes = plan.subTopologies().stream()
                .flatMap(sub -> sub.nodes().stream())
                .toList();
        Trigger trigger = nodes.stream()
                .filter(SinkNode.class::isInstance)
                .flatMap(node -> ((SinkNode) node).sink().pace().map(CommitPace::usual).stream())
                .max(Comparator.naturalOrder())
                .map(usual -> options.triggerOr(Trigger.continuous(usual)))
                .orElse(options.trigger());
        if (trigger instanceof Trigger.Continuous continuous) {
            nodes.forEach(node -> check(node, continuous.commitInterval()));
        }
        return trigger.equals(options.trigger())
                ? options
                : options.toBuilder().trigger(trigger).build();
    }

    private static void check(Node node, Duration commitInterval) {
        if (node instanceof SourceNode source) {
            source.source().whyNotContinuous().ifPresent(why -> {
                throw new InvalidOptionException("Cannot read source '" + source.name() + "' ("
                        + source.source().describe() + ") under a continuous trigger: " + why);
            });
        }
        if (node instanceof SinkNode sink) {
            sink.sink().whyNotContinuous().ifPresent(why -> {
                throw new InvalidOptionException("Cannot write to sink '" + sink.name() + "' ("
                        + sink.sink().describe() + ") under a continuous trigger: " + why);
            });
            sink.sink()
                    .pace()
                    .filter(pace -> commitInterval.compareTo(pace.least()) < 0)
                    .ifPresent(pace -> {
                        throw new InvalidOptionException("Cannot commit every " + commitInterval.toMillis()
                                + " ms with sink '" + sink.name() + "' ("
                                + sink.sink().describe() + "): it takes "
                                + pace.least().toMillis() + " ms or longer. " + pace.reason());
                    });
        }
    }
}
