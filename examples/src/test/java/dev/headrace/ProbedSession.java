package dev.headrace;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.topology.Topology;

/** Starts queries as {@link Headrace} does, with a commit probe of the test's choice. */
public final class ProbedSession {

    private ProbedSession() {}

    /** Starts {@code topology} in a session of its own. */
    public static StreamingQuery start(Topology topology, QueryOptions options, CommitProbe probe) {
        return new Headrace().run(topology, options, KafkaClients.real(), probe);
    }
}
