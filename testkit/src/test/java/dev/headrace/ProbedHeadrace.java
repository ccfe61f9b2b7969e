package dev.headrace;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.topology.Topology;

/** Starts queries as {@link Headrace} does, with clients and a commit probe of the test's choice. */
public final class ProbedHeadrace {

    private ProbedHeadrace() {}

    /** Starts {@code topology} in a session of its own. */
    public static StreamingQuery start(
            Topology topology, QueryOptions options, KafkaClients clients, CommitProbe probe) {
        return new Headrace().run(topology, options, clients, probe);
    }
}
