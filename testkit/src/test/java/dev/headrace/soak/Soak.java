package dev.headrace.soak;

import dev.headrace.testkit.broker.ReadyTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs two processes with two workers each over four partitions, kills one of them again and again while records come in,
 * and keeps account. Both processes work before the next kill, so that a kill moves no task and restores what it lost only.
 */
final class Soak implements AutoCloseable {

    static final String APPLICATION = "soak";

    private static final int WORKERS_PER_PROCESS = 2;
    private static final int COMMITS_BEFORE_HALT_MAX = 5;
    private static final int KILL_AFTER_MS_MAX = 1_500;
    private static final int KILLS_IN_VAIN_MAX = 50;
    private static final Duration DRAIN_MAX = Duration.ofMinutes(5);

    private final SoakPlan plan;
    private final String bootstrapServers;
    private final SplittableRandom random;
    private final Feed feed;
    private final KillAccount account;
    private final List<WorkerProcess> processes = new ArrayList<>();
    private int turn;

    Soak(SoakPlan plan, String bootstrapServers, Path directory) throws Exception {
        this.plan = plan;
        this.bootstrapServers = bootstrapServers;
        this.random = new SplittableRandom(plan.seed());
        this.account = new KillAccount(plan);
        createTopics();
        this.feed = new Feed(bootstrapServers, plan.keys(), random.split());
        for (String name : List.of("a", "b")) {
            processes.add(
                    new WorkerProcess(directory.resolve(name), APPLICATION, bootstrapServers, WORKERS_PER_PROCESS));
        }
    }

    /** Kills as planned, lets the processes come to the end of the input, and stops them. */
    KillAccount run() throws Exception {
        feed.start(plan.recordsPerSecond());
        for (Optional<KillSite> site : plan.kills()) {
            if (site.isPresent()) {
                halt(site.get());
            } else {
                killAtAnyMoment();
            }
        }
        awaitWorking();
        for (WorkerProcess process : processes) {
            account.restored(process.restoredAfterKill());
        }
        feed.finish(plan.records());
        awaitEndOfInput();
        for (WorkerProcess process : processes) {
            process.stop();
        }
        return account;
    }

    private void halt(KillSite site) throws Exception {
        awaitWorking();
        WorkerProcess victim = nextVictim();
        victim.haltAt(site, random.nextInt(COMMITS_BEFORE_HALT_MAX));
        account.halted(site);
        revive(victim);
    }

    /** One that hits a process between two epochs, or while it starts, does not count; another is tried. */
    private void killAtAnyMoment() throws Exception {
        awaitWorking();
        WorkerProcess victim = nextVictim();
        for (int attempt = 1; ; attempt++) {
            Optional<KillSite> died = victim.killAfter(Duration.ofMillis(random.nextInt(KILL_AFTER_MS_MAX)));
            account.killed(died);
            revive(victim);
            if (died.isPresent()) {
                return;
            }
            if (attempt == KILLS_IN_VAIN_MAX) {
                throw new AssertionError("Killed " + victim + " " + attempt + " times, never in an epoch with records");
            }
        }
    }

    private WorkerProcess nextVictim() {
        return processes.get(turn++ % processes.size());
    }

    private void revive(WorkerProcess victim) throws Exception {
        account.restored(victim.restoredAfterKill());
        victim.restart();
    }

    private void awaitWorking() throws InterruptedException {
        for (WorkerProcess process : processes) {
            process.awaitWorking();
        }
    }

    /** Waits until the group has committed the end of every input partition. */
    private void awaitEndOfInput() throws Exception {
        long untilNanos = System.nanoTime() + DRAIN_MAX.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, Long> ends = Topics.ends(admin, SoakTopology.IN, IsolationLevel.READ_UNCOMMITTED);
            for (Map<TopicPartition, Long> reached = committed(admin); !reached.equals(ends); ) {
                if (System.nanoTime() > untilNanos) {
                    throw new AssertionError("The input ends at " + ends + " but is committed up to " + reached);
                }
                for (WorkerProcess process : processes) {
                    process.mustLiveFor(Duration.ofMillis(50));
                }
                reached = committed(admin);
            }
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(APPLICATION)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, committed) -> offsets.put(partition, committed.offset()));
        return offsets;
    }

    private void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            ReadyTopics.create(
                    admin,
                    List.of(SoakTopology.IN, SoakTopology.SEEN, SoakTopology.COUNTS).stream()
                            .map(name -> new NewTopic(name, SoakTopology.PARTITIONS, (short) 1))
                            .toList());
        }
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::close);
        feed.close();
    }
}
