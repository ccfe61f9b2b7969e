package dev.headrace;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.kafka.KafkaClients;
import dev.headrace.port.FileTreeProvider;
import dev.headrace.port.FileTrees;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.QuerySetup;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.observe.Listeners;
import dev.headrace.runtime.shell.RunningQuery;
import dev.headrace.runtime.shell.SystemClock;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryListener;
import dev.headrace.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A session: starts topologies and knows the queries that are active. Most programs need only {@link #start(Topology,
 * QueryOptions)}, which uses the shared one.
 *
 * <p>Every method may be called from any thread.
 */
public final class Headrace implements AutoCloseable {

    private static final Headrace SHARED = new Headrace();

    private final List<StreamingQuery> active = new CopyOnWriteArrayList<>();
    private final Listeners listeners = new Listeners();
    private final FileTrees files;

    /**
     * A session of its own.
     *
     * @param files the file systems that its queries use beside this machine's and those that the class path brings: one of
     *     Hadoop's with a configuration of the program's own, for instance
     */
    public Headrace(FileTreeProvider... files) {
        this.files = new InstalledFileTrees(UUID::randomUUID, files);
    }

    /** The session that is used where none is named. */
    public static Headrace shared() {
        return SHARED;
    }

    /** Starts {@code topology} in the shared session; see {@link #run}. */
    public static StreamingQuery start(Topology topology, QueryOptions options) {
        return SHARED.run(topology, options);
    }

    /**
     * Starts {@code topology}: makes the topics that it needs for itself, and the workers. Returns when they are at work;
     * tasks follow as the consumer group assigns them.
     *
     * @throws InvalidOptionException if another active query has this name
     * @throws dev.headrace.errors.StreamsException if a topic is missing or does not fit, or the state directory is in use
     */
    public StreamingQuery run(Topology topology, QueryOptions options) {
        return run(topology, options, query -> {});
    }

    /**
     * As {@link #run(Topology, QueryOptions)}.
     *
     * @param whenEnded run once, when the query has ended, well or not, and before anyone who waits for that goes on, so it must
     *     not wait for that itself; not run if the query cannot be started. What it throws is logged
     */
    public StreamingQuery run(Topology topology, QueryOptions options, Consumer<StreamingQuery> whenEnded) {
        return run(topology, options, KafkaClients.real(), CommitProbe.NONE, whenEnded);
    }

    /** As {@link #run(Topology, QueryOptions)}, with Kafka's clients from a supplier and a probe into every commit. */
    StreamingQuery run(Topology topology, QueryOptions options, KafkaClients clients, CommitProbe probe) {
        return run(topology, options, clients, probe, query -> {});
    }

    private StreamingQuery run(
            Topology topology,
            QueryOptions options,
            KafkaClients clients,
            CommitProbe probe,
            Consumer<StreamingQuery> whenEnded) {
        options.name().flatMap(this::query).ifPresent(same -> {
            throw new InvalidOptionException("Cannot start a query named '" + same.name()
                    + "': one of this name is active. Stop it first, or choose another name");
        });
        StreamingQuery started = RunningQuery.start(
                topology,
                options,
                new QuerySetup.Ports(clients, SystemClock.INSTANCE, UUID::randomUUID, files, null),
                probe,
                listeners,
                query -> {
                    active.remove(query);
                    whenEnded.accept(query);
                });
        active.add(started);
        if (!started.isActive()) {
            active.remove(started);
        }
        return started;
    }

    /** The time of day, as the queries of this session know it. */
    public WallClock clock() {
        return SystemClock.INSTANCE;
    }

    /** The files that the queries of this session read and write. */
    public FileTrees files() {
        return files;
    }

    /** A fresh identity that nothing else has. */
    public UUID identity() {
        return UUID.randomUUID();
    }

    /** The queries that have neither ended nor failed. */
    public List<StreamingQuery> active() {
        return List.copyOf(active);
    }

    /** The active query of this name. */
    public Optional<StreamingQuery> query(String name) {
        return active.stream().filter(query -> name.equals(query.name())).findFirst();
    }

    /** Tells {@code listener} of every query of this session, those that run already among them. */
    public void addListener(StreamingQueryListener listener) {
        listeners.add(listener);
    }

    /** Tells {@code listener} no more. */
    public void removeListener(StreamingQueryListener listener) {
        listeners.remove(listener);
    }

    /** Stops every active query. */
    @Override
    public void close() {
        active.forEach(StreamingQuery::stop);
    }
}
