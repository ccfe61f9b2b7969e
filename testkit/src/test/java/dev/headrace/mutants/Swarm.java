package dev.headrace.mutants;

import dev.headrace.mutants.Rig.Shape;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A run in which anything may happen at any time, all of it drawn from a seed. */
final class Swarm {

    private static final int EVENTS = 40;
    private static final List<ClientSite> FAULTY = List.of(
            ClientSite.PRODUCER_INIT_TRANSACTIONS,
            ClientSite.PRODUCER_BATCH,
            ClientSite.PRODUCER_SEND_OFFSETS,
            ClientSite.PRODUCER_COMMIT,
            ClientSite.PRODUCER_ABORT,
            ClientSite.CONSUMER_COMMITTED,
            ClientSite.CONSUMER_OFFSETS);

    private final long seed;
    private final SplittableRandom random;

    Swarm(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** How query and cluster are made. */
    Shape shape() {
        Shape shape = random.nextInt(4) == 0 ? Shape.PLAIN : Shape.PLAIN.seeded(seed);
        shape = random.nextInt(6) == 0 ? shape.atLeastOnce() : shape;
        shape = random.nextBoolean() ? shape.withTicks() : shape;
        shape = random.nextInt(8) == 0 ? shape.withSource() : shape;
        return shape.withWorkers(1 + random.nextInt(2)).withSeed(seed);
    }

    /** Lets it happen; returns what is wrong in the end. */
    List<String> run(Rig rig) {
        List<String> names = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
        names.forEach(rig::start);
        rig.produce(6);
        for (int event = 0; event < EVENTS; event++) {
            happen(rig, rig.machine(names.get(random.nextInt(names.size()))));
        }
        rig.kafka().inject(Faults.NONE);
        rig.shelf().heal();
        for (String name : names) {
            Machine machine = rig.machine(name);
            machine.probe(CommitProbe.NONE);
            if (machine.isFrozen()) {
                machine.thaw();
            } else if (!machine.isRunning()) {
                rig.start(name);
            }
        }
        rig.produce(6);
        List<String> complaints = new ArrayList<>(rig.settled());
        for (String name : names) {
            rig.machine(name).kill();
            rig.machine(name).loseDisk();
        }
        rig.start("d");
        rig.produce(6);
        complaints.addAll(rig.settled());
        return complaints;
    }

    private void happen(Rig rig, Machine machine) {
        if (machine.isFrozen()) {
            if (random.nextInt(3) == 0) {
                machine.thaw();
            }
            rig.run(Duration.ofMillis(random.nextInt(3_000)));
            return;
        }
        if (!machine.isRunning()) {
            if (random.nextInt(4) == 0) {
                machine.loseDisk();
            }
            rig.start(machine.name());
            return;
        }
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> rig.produce(1 + random.nextInt(6));
            case 3, 4 -> rig.run(Duration.ofMillis(random.nextInt(1_000)));
            case 5 -> {
                for (int step = random.nextInt(10); step > 0 && machine.isRunning(); step--) {
                    machine.step();
                }
            }
            case 6 -> rig.kafka().advance(Duration.ofMillis(random.nextInt(500)));
            case 7 -> machine.kill();
            case 8 ->
                machine.killAt(CommitStage.values()[random.nextInt(CommitStage.values().length)], random.nextBoolean());
            case 9 -> machine.freeze();
            case 10 -> machine.stop();
            case 11 -> rig.shelf().failNextPublication();
            default -> rig.kafka().inject(random.nextBoolean() ? fault() : together(fault(), fault()));
        }
    }

    private Faults fault() {
        ClientSite site = FAULTY.get(random.nextInt(FAULTY.size()));
        FaultOutcome outcome =
                random.nextBoolean() ? FaultOutcome.ERROR_WITH_EFFECT : FaultOutcome.ERROR_WITHOUT_EFFECT;
        return Rig.next(1 + random.nextInt(3), site, outcome);
    }

    private static Faults together(Faults some, Faults others) {
        return call -> {
            FaultOutcome outcome = some.at(call);
            return outcome == FaultOutcome.NONE ? others.at(call) : outcome;
        };
    }
}
