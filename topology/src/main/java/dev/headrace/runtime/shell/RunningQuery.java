package dev.headrace.runtime.shell;

import dev.headrace.errors.LockException;
import dev.headrace.errors.StreamsException;
import dev.headrace.runtime.CommittedStores;
import dev.headrace.runtime.DirectorySetup;
import dev.headrace.runtime.DirectoryWorkers;
import dev.headrace.runtime.QueryFacts;
import dev.headrace.runtime.QuerySetup;
import dev.headrace.runtime.TriggerChoice;
import dev.headrace.runtime.WorkerFactory;
import dev.headrace.runtime.Workers;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.observe.EpochReport;
import dev.headrace.runtime.observe.Listeners;
import dev.headrace.runtime.observe.QueryMetrics;
import dev.headrace.runtime.observe.QueryProgressLog;
import dev.headrace.runtime.observe.QueryProgressLog.Numbering;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.state.QueryableStoreType;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryListener.QueryStarted;
import dev.headrace.streaming.StreamingQueryListener.QueryTerminated;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryStatus;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.Topology;
import dev.headrace.topology.TopologyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology at work on threads of its own. A failure in one worker stops the others and is what the query failed with.
 *
 * <p>Every method may be called from any thread; the fields that change are guarded by this object.
 */
public final class RunningQuery implements StreamingQuery {

    private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final long CONTINUOUS_PROGRESS_MS = 1_000;
    private static final long CATCH_UP_POLL_MS = 5;

    private final QueryFacts facts;
    private final Topology topology;
    private final UUID runId;
    private final StateDirectory directory;
    private final QueryMetrics metrics;
    private final CommittedStores stores;
    private final Workers factory;
    private final QueryProgressLog progress;
    private final Listeners listeners;
    private final Consumer<StreamingQuery> ended;

    private final List<WorkerThread> workers = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicLong catchUpRounds = new AtomicLong();
    private final CountDownLatch termination = new CountDownLatch(1);

    private final Thread atShutdown = new Thread(this::stop, "headrace-shutdown");

    private State state = State.CREATED;
    private @Nullable StreamsException failure;
    private boolean paused;

    private RunningQuery(
            QueryFacts facts,
            WorkersMaker workers,
            Topology topology,
            StateDirectory directory,
            Listeners listeners,
            Consumer<StreamingQuery> ended) {
        this.facts = facts;
        this.topology = topology;
        this.runId = facts.runId();
        this.directory = directory;
        this.listeners = listeners;
        this.ended = ended;
        this.metrics = new QueryMetrics(facts.title(), runId);
        this.stores = new CommittedStores(facts.plan().subTopologies().stream()
                .flatMap(sub -> sub.stores().stream())
                .map(StoreDescription::name)
                .collect(Collectors.toSet()));
        this.factory = workers.make(metrics, stores);
        boolean continuous = facts.options().trigger() instanceof Trigger.Continuous;
        this.progress = new QueryProgressLog(
                facts.queryId(),
                runId,
                facts.options().name().orElse(null),
                continuous ? CONTINUOUS_PROGRESS_MS : 0,
                facts.epochsAreTheQuerys() ? Numbering.byEpoch() : Numbering.consecutive(),
                facts.plan(),
                facts.clock(),
                listeners);
    }

    /** Makes the workers of a query that reports to these. */
    @FunctionalInterface
    private interface WorkersMaker {
        Workers make(QueryMetrics metrics, CommittedStores stores);
    }

    /**
     * Starts {@code topology}. Blocks until its topics, or its checkpoint, are there.
     *
     * @param ports the ways out of the engine
     * @param probe told of every stage of every commit
     * @param listeners told of the query's life
     * @param ended run once, when the query has ended
     */
    public static RunningQuery start(
            Topology topology,
            QueryOptions options,
            QuerySetup.Ports ports,
            CommitProbe probe,
            Listeners listeners,
            Consumer<StreamingQuery> ended) {
        QueryOptions paced = TriggerChoice.of(topology.plan(), options);
        return paced.commitLog() instanceof CommitLog.Kafka kafka
                ? startOver(kafka, topology, paced, ports, probe, listeners, ended)
                : startOver((CommitLog.Directory) paced.commitLog(), topology, paced, ports, probe, listeners, ended);
    }

    private static RunningQuery startOver(
            CommitLog.Kafka log,
            Topology topology,
            QueryOptions options,
            QuerySetup.Ports ports,
            CommitProbe probe,
            Listeners listeners,
            Consumer<StreamingQuery> ended) {
        TopologyPlan plan = QuerySetup.checked(topology.plan());
        StateDirectory directory = StateDirectory.open(options.stateDir(), log.applicationId());
        return started(directory, probe, () -> {
            QuerySetup setup = QuerySetup.prepare(log, plan, options, ports, directory.processId(), directory.file());
            return new RunningQuery(
                    setup.facts(),
                    (metrics, stores) -> new WorkerFactory(setup, metrics, stores),
                    topology,
                    directory,
                    listeners,
                    ended);
        });
    }

    private static RunningQuery startOver(
            CommitLog.Directory log,
            Topology topology,
            QueryOptions options,
            QuerySetup.Ports ports,
            CommitProbe probe,
            Listeners listeners,
            Consumer<StreamingQuery> ended) {
        DirectorySetup setup = DirectorySetup.prepare(log, topology.plan(), options, ports);
        QueryFacts facts = setup.facts();
        StateDirectory directory = stateOf(log, facts);
        return started(
                directory,
                probe,
                () -> new RunningQuery(
                        facts,
                        (metrics, stores) -> new DirectoryWorkers(
                                setup,
                                directory.file(),
                                () -> ThreadCrew.of(facts.title(), options.workers()),
                                metrics,
                                stores),
                        topology,
                        directory,
                        listeners,
                        ended));
    }

    /** It is called after the query, so whoever holds it runs from this checkpoint, or from a copy of it. */
    private static StateDirectory stateOf(CommitLog.Directory log, QueryFacts facts) {
        try {
            return StateDirectory.open(
                    facts.options().stateDir(), facts.queryId().toString());
        } catch (LockException e) {
            throw new LockException(
                    "Cannot use checkpoint " + log.path()
                            + ": another running query holds it, or a copy of it. Stop that"
                            + " one first, or give each its own checkpointLocation",
                    e);
        }
    }

    private static RunningQuery started(StateDirectory directory, CommitProbe probe, Supplier<RunningQuery> made) {
        try {
            RunningQuery query = made.get();
            query.startWorkers(probe);
            return query;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private synchronized void startWorkers(CommitProbe probe) {
        state = State.RUNNING;
        listeners.tell(listener -> listener.onQueryStarted(new QueryStarted(
                id(), runId, name(), Instant.ofEpochMilli(facts.clock().nowMs()))));
        int count = factory.count();
        alive.set(count);
        boolean plansEpochs = !(facts.options().trigger() instanceof Trigger.Continuous);
        for (int index = 0; index < count; index++) {
            int worker = index;
            Activity activity = new Activity(plansEpochs);
            activities.add(activity);
            workers.add(new WorkerThread(
                    facts.title() + "-worker-" + index,
                    jobs -> factory.worker(worker, jobs, probe, new Progress(activity)),
                    new WorkerOutcome()));
        }
        Runtime.getRuntime().addShutdownHook(atShutdown);
        facts.warnings().forEach(warning -> LOG.warn("Query {}: {}", id(), warning));
        workers.forEach(WorkerThread::start);
        LOG.info(
                "Query {} (run {}) started: {} workers, {}",
                id(),
                runId,
                count,
                facts.options().trigger());
    }

    @Override
    public @Nullable String name() {
        return facts.options().name().orElse(null);
    }

    @Override
    public UUID id() {
        return facts.queryId();
    }

    @Override
    public UUID runId() {
        return runId;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized StreamingQueryStatus status() {
        return switch (state) {
            case CREATED -> new StreamingQueryStatus("Initializing sources", false, false);
            case RUNNING -> paused ? new StreamingQueryStatus("Paused", false, false) : Activity.of(activities);
            case STOPPING -> new StreamingQueryStatus("Finishing the open epoch", false, true);
            case STOPPED -> new StreamingQueryStatus("Stopped", false, false);
            case FAILED ->
                new StreamingQueryStatus(
                        "Terminated with exception: " + (failure == null ? "" : failure.getMessage()), false, false);
        };
    }

    @Override
    public @Nullable StreamingQueryProgress lastProgress() {
        return progress.last();
    }

    @Override
    public List<StreamingQueryProgress> recentProgress() {
        return progress.recent();
    }

    @Override
    public synchronized Optional<StreamsException> exception() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void awaitTermination() throws InterruptedException {
        termination.await();
        throwFailure();
    }

    @Override
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        boolean over = termination.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        throwFailure();
        return over;
    }

    @Override
    public void stop() {
        stop(STOP_MAX);
    }

    @Override
    public boolean stop(Duration timeout) {
        synchronized (this) {
            if (state == State.RUNNING) {
                state = State.STOPPING;
            }
        }
        workers.forEach(worker -> worker.stop(timeout));
        try {
            return termination.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void pause() {
        paused = true;
        workers.forEach(worker -> worker.pause(true));
    }

    @Override
    public synchronized void resume() {
        paused = false;
        workers.forEach(worker -> worker.pause(false));
    }

    @Override
    public synchronized boolean isPaused() {
        return paused;
    }

    /**
     * All tasks of the topology have to be found caught up in this process, once more than there are sub-topologies, so
     * that what one fed another is seen too.
     */
    @Override
    public void processAllAvailable() throws InterruptedException {
        int rounds = facts.plan().subTopologies().size() + 1;
        for (int i = 0; i < rounds; i++) {
            long round = catchUpRounds.incrementAndGet();
            workers.forEach(worker -> worker.askForCaughtUp(round));
            while (caughtUpTasks(round) < factory.taskCount()) {
                if (termination.await(CATCH_UP_POLL_MS, TimeUnit.MILLISECONDS)) {
                    throwFailure();
                    return;
                }
            }
        }
    }

    private int caughtUpTasks(long round) {
        return workers.stream().mapToInt(worker -> worker.caughtUpTasks(round)).sum();
    }

    @Override
    public <T> T store(String name, QueryableStoreType<T> type) {
        return type.create(stores, name);
    }

    @Override
    public String explain() {
        return topology.describe() + System.lineSeparator() + "Trigger: "
                + facts.options().trigger() + System.lineSeparator() + "Options:" + System.lineSeparator()
                + facts.options().describe()
                + facts.warnings().stream()
                        .map(warning -> System.lineSeparator() + "Warning: " + warning)
                        .collect(Collectors.joining());
    }

    private void throwFailure() {
        exception().ifPresent(cause -> {
            throw cause;
        });
    }

    private void workerEnded(@Nullable Throwable cause) {
        if (cause != null) {
            fail(cause);
        }
        if (alive.decrementAndGet() > 0) {
            return;
        }
        progress.ended();
        StreamsException failedWith;
        synchronized (this) {
            state = failure == null ? State.STOPPED : State.FAILED;
            failedWith = failure;
        }
        directory.close();
        metrics.close();
        forgetShutdown();
        LOG.info("Query {} (run {}) ended{}", id(), runId, failedWith == null ? "" : ": " + failedWith.getMessage());
        tellEnd();
        listeners.tell(listener -> listener.onQueryTerminated(new QueryTerminated(id(), runId, failedWith)));
        termination.countDown();
    }

    private void tellEnd() {
        try {
            ended.accept(this);
        } catch (RuntimeException e) {
            LOG.warn("What was to be done at the end of query {} failed: {}", id(), e.getMessage(), e);
        }
    }

    private void forgetShutdown() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            LOG.debug("Query {} ended as the process ends", id());
        }
    }

    private void fail(Throwable cause) {
        synchronized (this) {
            if (failure == null) {
                failure = cause instanceof StreamsException ours
                        ? ours
                        : new StreamsException("A worker failed: " + cause.getMessage(), cause);
            }
        }
        workers.forEach(worker -> worker.stop(Duration.ZERO));
    }

    private final class WorkerOutcome implements WorkerThread.Outcome {

        @Override
        public void ended() {
            workerEnded(null);
        }

        @Override
        public void failed(Throwable cause) {
            workerEnded(cause);
        }
    }

    private final class Progress implements WorkerObserver {

        private final Activity activity;

        private Progress(Activity activity) {
            this.activity = activity;
        }

        @Override
        public void recovered(String task, long recordsRestored) {
            LOG.info("Task {} runs after {} records were restored", task, recordsRestored);
        }

        @Override
        public void waiting(String why) {
            LOG.warn("Query {} waits: {}", id(), why);
        }

        @Override
        public void aborted(RuntimeException cause) {
            LOG.warn("An epoch was aborted and is repeated: {}", cause.getMessage());
        }

        @Override
        public void opened(long nowMs) {
            activity.opened();
        }

        @Override
        public void closed(long nowMs) {
            activity.closed();
        }

        @Override
        public void committed(EpochReport report) {
            activity.committed();
            progress.committed(report);
        }

        @Override
        public void idle(long nowMs) {
            activity.idle();
            progress.idle();
        }
    }
}
