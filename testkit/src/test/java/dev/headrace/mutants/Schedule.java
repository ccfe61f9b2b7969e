package dev.headrace.mutants;

import dev.headrace.errors.StreamsException;
import dev.headrace.mutants.Rig.Shape;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What happens to the query, and what has to be true afterwards. */
enum Schedule {

    /** The process dies at every point of a commit, and comes back to its disk or without it. */
    CRASH_AT_EVERY_STAGE {
        @Override
        void run(Inspection inspection) {
            for (CommitStage stage : CommitStage.values()) {
                for (boolean before : new boolean[] {true, false}) {
                    for (Disk disk : Disk.values()) {
                        for (long seed = 1; seed <= disk.falls; seed++) {
                            String name = (before ? "before " : "after ") + stage + ", disk " + disk;
                            inspection.of(name, Shape.PLAIN.withSeed(seed), rig -> crash(rig, stage, before, disk));
                        }
                    }
                }
            }
        }

        private List<String> crash(Rig rig, CommitStage stage, boolean before, Disk disk) {
            Machine machine = rig.start("a");
            rig.produce(6);
            rig.settled();
            machine.killAt(stage, before);
            rig.produce(6);
            rig.run(Duration.ofSeconds(1));
            if (machine.isRunning()) {
                return List.of("the process did not die");
            }
            if (disk == Disk.LOST) {
                machine.loseDisk();
            }
            rig.start("a");
            rig.produce(6);
            return rig.settled();
        }
    },

    /** Calls to Kafka time out, with and without effect, once and repeatedly; then the machine is lost. */
    ERRORS {
        @Override
        void run(Inspection inspection) {
            for (ClientSite site :
                    List.of(ClientSite.PRODUCER_BATCH, ClientSite.PRODUCER_SEND_OFFSETS, ClientSite.PRODUCER_COMMIT)) {
                for (FaultOutcome outcome :
                        List.of(FaultOutcome.ERROR_WITHOUT_EFFECT, FaultOutcome.ERROR_WITH_EFFECT)) {
                    for (int times = 1; times <= 3; times++) {
                        int count = times;
                        inspection.of(
                                count + " " + outcome + " at " + site,
                                Shape.PLAIN,
                                rig -> failing(rig, Rig.next(count, site, outcome)));
                    }
                }
            }
        }
    },

    /** A commit times out, and so does a call with which its outcome is resolved. */
    ERRORS_WHILE_RESOLVING {
        @Override
        void run(Inspection inspection) {
            for (ClientSite site : List.of(
                    ClientSite.PRODUCER_INIT_TRANSACTIONS, ClientSite.CONSUMER_OFFSETS, ClientSite.CONSUMER_POSITION)) {
                for (FaultOutcome commit : List.of(FaultOutcome.ERROR_WITHOUT_EFFECT, FaultOutcome.ERROR_WITH_EFFECT)) {
                    inspection.of(commit + " at commit, then " + site, Shape.PLAIN, rig -> {
                        Faults committing = Rig.next(2, ClientSite.PRODUCER_COMMIT, commit);
                        Faults resolving = Rig.next(1, site, FaultOutcome.ERROR_WITHOUT_EFFECT);
                        boolean[] unknown = {false};
                        return failing(rig, call -> {
                            FaultOutcome outcome = committing.at(call);
                            unknown[0] |= outcome != FaultOutcome.NONE;
                            return unknown[0] && outcome == FaultOutcome.NONE ? resolving.at(call) : outcome;
                        });
                    });
                }
            }
        }
    },

    /** A process freezes with an epoch open, until another has taken its tasks and gone on; then it thaws. */
    ZOMBIE {
        @Override
        void run(Inspection inspection) {
            inspection.of("between two steps", Shape.PLAIN, rig -> zombieBetweenSteps(rig, 6));
            inspection.of(
                    "between two steps, without input", Shape.PLAIN.withTicks(), rig -> zombieBetweenSteps(rig, 0));
            for (CommitStage stage : List.of(CommitStage.QUIESCE, CommitStage.STAGE, CommitStage.COMMIT)) {
                inspection.of("before " + stage, Shape.PLAIN, rig -> zombieBefore(rig, stage));
            }
        }
    },

    /** Instances join and leave; tasks move and come back. */
    REBALANCE {
        @Override
        void run(Inspection inspection) {
            inspection.of("join and leave", Shape.PLAIN, rig -> {
                rig.start("a");
                rig.produce(6);
                rig.settled();
                Machine b = rig.start("b");
                rig.produce(6);
                rig.run(Duration.ofSeconds(10));
                rig.settled();
                b.stop();
                rig.produce(6);
                return rig.settled();
            });
            inspection.of("join while an epoch is open", Shape.PLAIN, rig -> {
                Machine a = rig.start("a");
                rig.produce(6);
                rig.settled();
                rig.start("b");
                rig.produce(6);
                a.step();
                rig.stepAll();
                return rig.settled();
            });
        }
    },

    /** A commit is made, but its rows cannot be published at first. */
    FAILING_PUBLICATION {
        @Override
        void run(Inspection inspection) {
            inspection.of("publication fails once", Shape.PLAIN, rig -> {
                rig.start("a");
                rig.produce(6);
                rig.settled();
                rig.shelf().failNextPublication();
                rig.produce(6);
                return rig.settled();
            });
        }
    },

    /** Anything at any time, by seed. */
    SWARM {
        @Override
        void run(Inspection inspection) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                Swarm swarm = new Swarm(seed);
                inspection.of("seed " + seed, swarm.shape(), swarm::run);
            }
        }
    },

    /** A process commits and leaves; another takes over while the broker still writes the commit's markers. */
    LATE_MARKERS {
        @Override
        void run(Inspection inspection) {
            for (long seed = 1; seed <= 60; seed++) {
                inspection.of("seed " + seed, Shape.PLAIN.seeded(seed), rig -> {
                    Machine leaving = rig.start("a");
                    rig.start("b");
                    rig.produce(6);
                    rig.settled();
                    rig.produce(6);
                    rig.stepAll();
                    leaving.stop();
                    rig.stepAll();
                    rig.produce(6);
                    return rig.settled();
                });
            }
        }
    },

    /** A process dies at every step of a recovery from the logs. */
    CRASH_IN_RECOVERY {
        @Override
        void run(Inspection inspection) {
            for (int steps = 1; steps <= 40; steps++) {
                int count = steps;
                inspection.of("after " + count + " steps", Shape.PLAIN.seeded(steps), rig -> {
                    Machine machine = rig.start("a");
                    for (int round = 0; round < 5; round++) {
                        rig.produce(6);
                        rig.settled();
                    }
                    machine.kill();
                    machine.loseDisk();
                    rig.kafka().advance(Duration.ofSeconds(3));
                    rig.start("a");
                    for (int step = 0; step < count; step++) {
                        machine.step();
                    }
                    machine.kill();
                    rig.start("a");
                    rig.produce(6);
                    return rig.settled();
                });
            }
        }
    },

    /** Retention removes input that was not processed: the query has to say so, not to go on. */
    LOST_INPUT {
        @Override
        void run(Inspection inspection) {
            inspection.of("input deleted", Shape.PLAIN, rig -> {
                Machine machine = rig.start("a");
                rig.produce(6);
                rig.settled();
                machine.stop();
                rig.produce(6);
                rig.kafka().truncateBefore(new TopicPartition(Ledger.IN, 0), 5);
                rig.start("a");
                try {
                    rig.settled();
                } catch (StreamsException e) {
                    return List.of();
                }
                return List.of("lost input went unnoticed");
            });
        }
    },

    /** The group's offsets expire while the query is down. */
    LOST_GROUP_OFFSETS {
        @Override
        void run(Inspection inspection) {
            inspection.of("offsets deleted", Shape.PLAIN, rig -> {
                Machine a = rig.start("a");
                rig.produce(6);
                rig.settled();
                a.stop();
                rig.run(Duration.ofSeconds(5));
                try {
                    rig.kafka()
                            .admin(Map.of())
                            .deleteConsumerGroupOffsets(
                                    Rig.APPLICATION,
                                    Set.of(new TopicPartition(Ledger.IN, 0), new TopicPartition(Ledger.IN, 1)))
                            .all()
                            .get();
                } catch (Exception e) {
                    throw new IllegalStateException("Cannot delete the offsets of the group", e);
                }
                rig.start("a");
                rig.produce(6);
                return rig.settled();
            });
        }
    },

    /** Under at-least-once, records time out on their way; the process lives on, or dies with it. */
    LOST_SENDS_AT_LEAST_ONCE {
        @Override
        void run(Inspection inspection) {
            for (int times = 1; times <= 4; times++) {
                int count = times;
                inspection.of(count + " lost batches", Shape.PLAIN.atLeastOnce(), rig -> {
                    rig.start("a");
                    rig.produce(6);
                    rig.settled();
                    rig.kafka().inject(Rig.next(count, ClientSite.PRODUCER_BATCH, FaultOutcome.ERROR_WITHOUT_EFFECT));
                    rig.produce(6);
                    return rig.settled();
                });
            }
            for (FaultOutcome outcome : List.of(FaultOutcome.ERROR_WITHOUT_EFFECT, FaultOutcome.ERROR_WITH_EFFECT)) {
                for (int batch = 1; batch <= BATCHES_OF_A_COMMIT; batch++) {
                    int ordinal = batch;
                    inspection.of(
                            outcome + " at batch " + batch + ", then killed",
                            Shape.PLAIN.atLeastOnce(),
                            rig -> dyingOf(rig, ordinal, outcome));
                }
            }
        }

        private List<String> dyingOf(Rig rig, int batch, FaultOutcome outcome) {
            Machine machine = rig.start("a");
            rig.produce(6);
            rig.settled();
            int[] left = {batch};
            machine.probe(new CommitProbe() {
                @Override
                public void before(CommitStage stage) {
                    if (stage == CommitStage.STAGE) {
                        rig.kafka()
                                .inject(call -> call.site() == ClientSite.PRODUCER_BATCH && --left[0] == 0
                                        ? outcome
                                        : FaultOutcome.NONE);
                    }
                }
            });
            rig.produce(6);
            for (int step = 0; step < STEPS_TO_A_COMMIT && left[0] > 0; step++) {
                machine.step();
                rig.kafka().advance(Duration.ofMillis(50));
            }
            machine.kill();
            rig.kafka().inject(Faults.NONE);
            rig.start("a");
            rig.produce(6);
            return rig.settled();
        }
    },

    /** The oldest part of the logs of the stores goes while they are read: what is left says everything, too. */
    LOG_CUT_IN_RECOVERY {
        @Override
        void run(Inspection inspection) {
            for (int steps = 1; steps <= 20; steps++) {
                int count = steps;
                inspection.of("after " + count + " steps", Shape.PLAIN, rig -> cutAfter(rig, count));
            }
        }

        private List<String> cutAfter(Rig rig, int steps) {
            Machine machine = rig.start("a");
            for (int round = 0; round < 3; round++) {
                rig.produce(6);
                rig.settled();
            }
            Map<TopicPartition, Long> superseded = new HashMap<>();
            rig.changelogs().forEach(log -> superseded.put(log, rig.kafka().highWatermark(log)));
            for (int round = 0; round < 3; round++) {
                rig.produce(6);
                rig.settled();
            }
            machine.stop();
            machine.loseDisk();
            rig.start("a");
            for (int step = 0; step < steps; step++) {
                machine.step();
            }
            superseded.forEach(rig.kafka()::truncateBefore);
            rig.produce(6);
            return rig.settled();
        }
    },

    /** Two processes read a source that is no topic: the first freezes, the second takes over, the first thaws. */
    ZOMBIE_OF_A_SOURCE {
        @Override
        void run(Inspection inspection) {
            inspection.of("between two steps", Shape.PLAIN.withSource(), rig -> zombieBetweenSteps(rig, 6));
            for (CommitStage stage : List.of(CommitStage.QUIESCE, CommitStage.STAGE, CommitStage.COMMIT)) {
                inspection.of("before " + stage, Shape.PLAIN.withSource(), rig -> zombieBefore(rig, stage));
            }
        }
    };

    /** What becomes of a disk in a crash. */
    private enum Disk {
        /** Stores fall back to some batch, which differs from seed to seed. */
        KEPT(6),
        LOST(1);

        private final int falls;

        Disk(int falls) {
            this.falls = falls;
        }
    }

    private static final long SEEDS = Long.getLong("mutants.seeds", 200);
    private static final int BATCHES_OF_A_COMMIT = 14;
    private static final int STEPS_TO_A_COMMIT = 20;
    private static final Duration TAKEOVER = Duration.ofSeconds(6);

    /** Runs every variant of the schedule. */
    abstract void run(Inspection inspection);

    private static List<String> failing(Rig rig, Faults faults) {
        Machine machine = rig.start("a");
        rig.produce(6);
        rig.settled();
        rig.kafka().inject(faults);
        rig.produce(6);
        rig.run(Duration.ofSeconds(1));
        rig.kafka().inject(Faults.NONE);
        rig.produce(6);
        List<String> complaints = new ArrayList<>(rig.settled());
        machine.kill();
        machine.loseDisk();
        rig.start("a");
        rig.produce(6);
        complaints.addAll(rig.settled());
        return complaints;
    }

    private static List<String> zombieBetweenSteps(Rig rig, int records) {
        Machine zombie = rig.start("a");
        rig.produce(6);
        rig.settled();
        rig.produce(records);
        rig.kafka().advance(Duration.ofMillis(records == 0 ? 100 : 0));
        zombie.step();
        zombie.freeze();
        takeOver(rig);
        zombie.thaw();
        rig.produce(6);
        return settledTwice(rig);
    }

    private static List<String> zombieBefore(Rig rig, CommitStage stage) {
        Machine zombie = rig.start("a");
        rig.produce(6);
        rig.settled();
        zombie.probe(new CommitProbe() {
            @Override
            public void before(CommitStage reached) {
                if (reached == stage) {
                    zombie.probe(CommitProbe.NONE);
                    zombie.freeze();
                    takeOver(rig);
                    zombie.thaw();
                }
            }
        });
        rig.produce(6);
        rig.run(Duration.ofSeconds(1));
        rig.produce(6);
        return settledTwice(rig);
    }

    private static void takeOver(Rig rig) {
        rig.start("b");
        rig.produce(6);
        rig.run(TAKEOVER);
    }

    /** As it is, and as the next process without a disk takes it from the logs. */
    private static List<String> settledTwice(Rig rig) {
        List<String> complaints = new ArrayList<>(rig.settled());
        for (String name : List.of("a", "b")) {
            Machine machine = rig.machine(name);
            machine.kill();
            machine.loseDisk();
        }
        rig.start("c");
        rig.produce(6);
        complaints.addAll(rig.settled());
        return complaints;
    }
}
