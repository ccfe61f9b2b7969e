package dev.headrace.testkit;

import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.FileFaults;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.testkit.simulation.TraceEntry;
import dev.headrace.topology.Node;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopologyPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * One run: writes the input bit by bit, lets the query settle in between, starts it again when its process died or it failed,
 * stops it in the end and looks at what it leaves.
 */
final class CrashRun {

    /** The seed of an orderly cluster; with every other one, background work happens at moments drawn from it. */
    static final long ORDERLY = 0;

    private static final long START_MS = 1_800_000_000_000L;
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration TICK_MAX = Duration.ofSeconds(1);
    private static final Duration TICK_OF_PASSING_TIME = Duration.ofMillis(100);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
    private static final Duration SOURCES_QUIET_FOR = Duration.ofSeconds(2);
    private static final int STEPS_MAX = 100_000;
    private static final int CALLS_SHOWN = 40;
    private static final int FAILURES_PER_FAULT_MAX = 3;

    private final CrashScenario scenario;
    private final Surroundings surroundings;
    private final CrashPlan plan;
    private final SimulatedKafka kafka;
    private final SimulatedFiles files = new SimulatedFiles();
    private final SeededIds ids;
    private final SplittableRandom random;
    private final FaultSchedule schedule;
    private final CrashingProcess first;
    private final List<CrashingProcess> processes = new ArrayList<>();
    private final TopologyPlan topology;
    private final boolean hasSources;
    private final Duration quiet;
    private int steps;
    private long movedMs;

    CrashRun(CrashScenario scenario, long seed, CrashPlan plan) {
        this.scenario = scenario;
        this.surroundings = scenario.surroundings().get();
        this.plan = plan;
        this.kafka = SimulatedKafka.builder()
                .seed(seed)
                .pacing(seed == ORDERLY ? Pacing.PROMPT : Pacing.SEEDED)
                .startMs(START_MS)
                .autoCreateTopics(scenario.partitions().perTopic())
                .build();
        this.ids = new SeededIds(seed);
        this.random = new SplittableRandom(seed);
        this.topology = surroundings.topology().get().plan();
        this.hasSources = topology.subTopologies().stream()
                .flatMap(sub -> sub.sources().stream())
                .anyMatch(SourceNode.class::isInstance);
        this.quiet = hasSources ? SOURCES_QUIET_FOR.plus(commitInterval()) : Duration.ZERO;
        this.first = process("query");
        this.schedule = new FaultSchedule(plan.sites(), first::process, this::pauseFirst);
    }

    private Duration commitInterval() {
        return scenario.options().trigger() instanceof Trigger.Continuous continuous
                ? continuous.commitInterval()
                : Duration.ZERO;
    }

    private CrashingProcess process(String name) {
        CrashingProcess process =
                new CrashingProcess(scenario, surroundings, plan.recovery(), kafka, files, name, ids, random);
        processes.add(process);
        return process;
    }

    CrashOutcome run() {
        externalTopics()
                .forEach(topic -> kafka.createTopic(topic, scenario.partitions().of(topic)));
        kafka.inject(schedule);
        files.inject(schedule);
        first.watchedBy(schedule);
        settle();
        writeInput();
        passTime();
        Map<String, Map<Integer, Map<Object, Object>>> live = stop();
        kafka.inject(Faults.NONE);
        files.inject(FileFaults.NONE);
        first.unwatched();
        CrashSpectator spectator = new CrashSpectator(scenario, kafka, files);
        spectator.awaitEndOfTransactions();
        Map<String, List<OutputRecord>> outputs = spectator.outputs();
        CrashOutcome.Restored restored = new CrashOutcome.Restored(
                restored(first.disk(), first.machineId(), "same"), restored(new SimulatedDisk(), ids.next(), "empty"));
        return new CrashOutcome(
                outputs,
                live.isEmpty() ? restored.sameDisk() : live,
                restored,
                spectator.visible(surroundings),
                schedule.sitesBeforeFault(),
                schedule.sitesInRecovery(),
                schedule.fired(),
                processes.stream().mapToInt(CrashingProcess::starts).sum(),
                kafka.nowMs() - START_MS,
                traceHash() * 31 + outputs.hashCode());
    }

    /** Another process takes over and does all there is to do, while the first one stands still. */
    private void pauseFirst() {
        SimulatedProcess paused = first.process();
        paused.freeze();
        CrashingProcess successor = process("successor-" + processes.size());
        await(
                () -> behind().isEmpty()
                        && (successor.isResting()
                                || (isQuiet()
                                        && successor
                                                .query()
                                                .map(QueryProcess::isComplete)
                                                .orElse(false))),
                successor::step);
        if (!scenario.allowsSeveralProcesses() && successor.stop()) {
            processes.remove(successor);
        }
        paused.thaw();
    }

    /** A number that is the same for two runs only if their clients did the same so far. */
    long traceHash() {
        return kafka.trace().hash() * 31 + files.traceHash();
    }

    /** What the clients did last, for a message. */
    String lastCalls() {
        List<TraceEntry> entries = kafka.trace().lastEntries();
        return entries.subList(Math.max(0, entries.size() - CALLS_SHOWN), entries.size()) + " " + files.lastCalls();
    }

    private Set<String> externalTopics() {
        Set<String> topics = new LinkedHashSet<>();
        for (SubTopology sub : topology.subTopologies()) {
            topics.addAll(sub.sourceTopics());
            for (Node node : sub.nodes()) {
                if (node instanceof TopicSinkNode sink && sink.topic() != null) {
                    topics.add(sink.topic());
                }
            }
        }
        topics.removeAll(topology.repartitionTopics().keySet());
        return topics;
    }

    private void writeInput() {
        CrashInput input = new CrashInput(scenario, kafka, files);
        while (input.writeNext()) {
            movedMs = kafka.nowMs();
            processes.forEach(CrashingProcess::wake);
            settle();
        }
        input.close();
    }

    /** Time passes while the query runs. */
    private void passTime() {
        Duration left = scenario.afterwards();
        while (left.compareTo(Duration.ZERO) > 0) {
            kafka.advance(TICK_OF_PASSING_TIME);
            while (step()) {
                countStep();
            }
            if (isSettled()) {
                left = left.minus(TICK_OF_PASSING_TIME);
            } else {
                settle();
            }
        }
    }

    /**
     * Goes on until all that was written is read and committed by processes that run all tasks between them. How much there
     * is to read of a source that is not a topic, nobody but the source knows: then nothing must have moved for a while.
     */
    private void settle() {
        await(this::isSettled, this::step);
        schedule.recovered();
    }

    /** Steps, and lets time pass when nothing moves. */
    private void await(BooleanSupplier done, BooleanSupplier step) {
        long deadlineMs = kafka.nowMs() + SETTLED_WITHIN.toMillis();
        Duration tick = TICK;
        while (true) {
            if (step.getAsBoolean()) {
                countStep();
                movedMs = kafka.nowMs();
                tick = TICK;
            } else if (done.getAsBoolean()) {
                return;
            } else if (kafka.nowMs() > deadlineMs) {
                throw new AssertionError("The query does not come to rest: after " + SETTLED_WITHIN
                        + " these partitions have records that are not committed as read: " + behind());
            } else {
                kafka.advance(tick);
                tick = tick.compareTo(TICK_MAX) < 0 ? tick.multipliedBy(2) : TICK_MAX;
            }
        }
    }

    private void countStep() {
        if (++steps > STEPS_MAX) {
            throw new AssertionError("The query does not come to rest: it still moves after " + steps + " steps");
        }
        for (CrashingProcess each : processes) {
            if (each.failures() > schedule.fired() * FAILURES_PER_FAULT_MAX) {
                throw new AssertionError(
                        "The query fails" + (schedule.fired() == 0 ? "" : " again and again"), each.failure());
            }
        }
    }

    /** Lets each process do a step; returns whether something moved. */
    private boolean step() {
        boolean moved = false;
        for (CrashingProcess each : List.copyOf(processes)) {
            moved |= each.step();
        }
        return moved;
    }

    private boolean isSettled() {
        return behind().isEmpty()
                && (processes.stream().allMatch(CrashingProcess::isResting) || (allTasksRunOnce() && isQuiet()));
    }

    private boolean isQuiet() {
        return kafka.nowMs() - movedMs >= quiet.toMillis();
    }

    /** Tasks of sources that are not topics may run twice, until one of the two is fenced. */
    private boolean allTasksRunOnce() {
        int running = 0;
        int wanted = 0;
        for (CrashingProcess each : processes) {
            if (each.query().isEmpty()) {
                return false;
            }
            running += each.query().get().runningTaskCount();
            wanted = each.query().get().taskCount();
        }
        return running == wanted || (hasSources && running > wanted);
    }

    private List<TopicPartition> behind() {
        List<TopicPartition> behind = new ArrayList<>();
        for (SubTopology sub : topology.subTopologies()) {
            for (String topic : sub.sourceTopics()) {
                String name = topology.repartitionTopics().containsKey(topic)
                        ? scenario.applicationId() + "-" + topic
                        : topic;
                for (TopicPartition partition : kafka.partitions(name)) {
                    if (kafka.hasRecordsFrom(partition, kafka.committedOffset(scenario.applicationId(), partition))) {
                        behind.add(partition);
                    }
                }
            }
        }
        return behind;
    }

    /** Stops the query in good order, however often that takes; returns what its stores held before. */
    private Map<String, Map<Integer, Map<Object, Object>>> stop() {
        while (true) {
            Map<String, Map<Integer, Map<Object, Object>>> contents = new TreeMap<>();
            processes.forEach(each -> each.query().ifPresent(query -> StoreContents.add(query, contents)));
            if (List.copyOf(processes).stream().allMatch(CrashingProcess::stop)) {
                schedule.recovered();
                return contents;
            }
            processes.forEach(CrashingProcess::wake);
            settle();
        }
    }

    /** What a query finds in its changelogged stores that starts on this disk. */
    private Map<String, Map<Integer, Map<Object, Object>>> restored(SimulatedDisk disk, UUID machineId, String name) {
        SimulatedProcess inspector = kafka.process("inspector-" + name);
        QueryProcess inspected = QueryProcess.start(
                surroundings.topology().get().plan(),
                scenario.options().toBuilder()
                        .trigger(Trigger.continuous(Duration.ofMillis(100)))
                        .build(),
                new QueryProcess.Place(
                        inspector, disk, machineId, files.mount(inspector), kafka::nowMs, ids, CommitProbe.NONE));
        await(inspected::isComplete, inspected::step);
        Map<String, Map<Integer, Map<Object, Object>>> contents = new TreeMap<>();
        StoreContents.add(inspected, contents);
        inspected.stop();
        contents.keySet().removeIf(store -> StoreContents.descriptions(topology)
                .noneMatch(each -> each.name().equals(store) && each.builder().loggingEnabled()));
        return contents;
    }
}
