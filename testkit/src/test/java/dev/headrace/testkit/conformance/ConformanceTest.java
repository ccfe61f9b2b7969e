package dev.headrace.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.conformance.Scenario.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generated operations on the simulation and on a real broker. Where the broker leaves something to chance, the simulation
 * runs once for each way it can go, and one of them has to be what the broker did.
 */
class ConformanceTest {

    private static final int WORKERS = 8;

    private static final Map<Theme, Integer> SAMPLE = Map.of(
            Theme.TRANSACTIONS, 20,
            Theme.TIMEOUTS, 6,
            Theme.UNKNOWN_COMMITS, 8,
            Theme.GROUPS, 6,
            Theme.COMPACTION, 5);

    private static final Map<Theme, Integer> ALL = Map.of(
            Theme.TRANSACTIONS, 300,
            Theme.TIMEOUTS, 60,
            Theme.UNKNOWN_COMMITS, 80,
            Theme.GROUPS, 60,
            Theme.COMPACTION, 40);

    private static final List<Cell> CELLS_REQUIRED = List.of(
            new Cell(Operation.INIT, "ok"),
            new Cell(Operation.BEGIN, "IllegalStateException"),
            new Cell(Operation.SEND, "written"),
            new Cell(Operation.SEND, "IllegalStateException"),
            new Cell(Operation.SEND, "InvalidProducerEpochException"),
            new Cell(Operation.SEND, "ProducerFencedException"),
            new Cell(Operation.COMMIT, "ok"),
            new Cell(Operation.COMMIT, "IllegalStateException"),
            new Cell(Operation.COMMIT, "InvalidProducerEpochException"),
            new Cell(Operation.COMMIT, "InvalidTxnStateException"),
            new Cell(Operation.COMMIT, "ProducerFencedException"),
            new Cell(Operation.COMMIT, "KafkaException of CommitFailedException"),
            new Cell(Operation.COMMIT_IMPATIENT, "TimeoutException"),
            new Cell(Operation.ABORT, "ok"),
            new Cell(Operation.ABORT, "IllegalStateException"),
            new Cell(Operation.ABORT, "ProducerFencedException"),
            new Cell(Operation.CLOSE, "ok"),
            new Cell(Operation.ABANDON, "ok"),
            new Cell(Operation.FENCE_BY_ADMIN, "ok"),
            new Cell(Operation.AWAIT_TIMEOUT, "ok"),
            new Cell(Operation.OFFSETS_ANONYMOUS, "ok"),
            new Cell(Operation.OFFSETS_ANONYMOUS, "ProducerFencedException"),
            new Cell(Operation.OFFSETS_FRESH, "ok"),
            new Cell(Operation.OFFSETS_STALE, "CommitFailedException"),
            new Cell(Operation.OFFSETS_UNKNOWN, "CommitFailedException"),
            new Cell(Operation.JOIN, "moved partitions"),
            new Cell(Operation.LEAVE, "moved partitions"),
            new Cell(Operation.REJOIN, "moved partitions"),
            new Cell(Operation.REJOIN, "moved nothing"),
            new Cell(Operation.RESTART, "same"),
            new Cell(Operation.USURP, "FencedInstanceIdException"),
            new Cell(Operation.OFFSETS_STALE, "FencedInstanceIdException"),
            new Cell(Operation.AWAIT_EVICTION, "commit CommitFailedException"),
            new Cell(Operation.COMMIT_SYNC, "ok"),
            new Cell(Operation.TOMBSTONE, "written"),
            new Cell(Operation.COMPACT, "ok"),
            new Cell(Operation.DELETE_RECORDS, "ok"),
            new Cell(Operation.DELETE_RECORDS, "PolicyViolationException"),
            new Cell(Operation.WATERMARKS, "held back"),
            new Cell(Operation.WATERMARKS, "level"),
            new Cell(Operation.COMMITTED_STABLE, "stable"),
            new Cell(Operation.COMMITTED_STABLE, "unstable"));

    private static RealCluster real;

    private record Cell(Operation operation, String outcome) {}

    @BeforeAll
    static void startBroker() {
        real = new RealCluster();
    }

    @AfterAll
    static void stopBroker() {
        real.close();
    }

    @Test
    void inASampleTheSimulationDoesWhatABrokerDoes() throws Exception {
        run(scenarios(SAMPLE, 1_000_000));
    }

    @Test
    @Tag("soak")
    void theSimulationDoesWhatABrokerDoes() throws Exception {
        List<Scenario> scenarios = scenarios(ALL, 0);
        assertThat(scenarios.size()).isGreaterThanOrEqualTo(500);

        CoverageTable coverage = run(scenarios);

        System.out.println(coverage);
        assertThat(CELLS_REQUIRED)
                .as("cells that no scenario reached on the real broker")
                .allSatisfy(cell -> assertThat(coverage.count(cell.operation, cell.outcome))
                        .as(cell.toString())
                        .isPositive());
    }

    private static List<Scenario> scenarios(Map<Theme, Integer> counts, long firstSeed) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            for (int i = 0; i < counts.get(theme); i++) {
                scenarios.add(Scenario.generate(theme, firstSeed + i));
            }
        }
        return scenarios;
    }

    private static CoverageTable run(List<Scenario> scenarios) throws Exception {
        createTopics(scenarios);
        CoverageTable coverage = new CoverageTable();
        List<String> differences = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<List<Observation>>> runs = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                Callable<List<Observation>> run = () -> new Interpreter(real, scenario).run();
                runs.add(workers.submit(run));
            }
            for (int i = 0; i < scenarios.size(); i++) {
                List<Observation> observed = runs.get(i).get();
                coverage.add(observed);
                compare(scenarios.get(i), observed, differences);
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(differences).isEmpty();
        return coverage;
    }

    private static void createTopics(List<Scenario> scenarios) {
        List<NewTopic> topics = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            topics.add(new NewTopic(scenario.name(), Scenario.PARTITIONS, (short) 1)
                    .configs(Interpreter.topicConfig(scenario)));
        }
        real.createTopics(topics);
    }

    private static void compare(Scenario scenario, List<Observation> observed, List<String> differences) {
        List<List<Observation>> allowed = new ArrayList<>();
        for (Choices choices = Choices.first(); choices != null; choices = choices.successor()) {
            List<Observation> simulated = simulate(scenario, choices);
            if (simulated.equals(observed)) {
                return;
            }
            allowed.add(simulated);
        }
        differences.add(allowed.stream()
                .max(Comparator.comparingInt(simulated -> agreement(observed, simulated)))
                .map(closest -> describe(scenario, observed, closest))
                .orElseThrow());
    }

    private static List<Observation> simulate(Scenario scenario, Choices choices) {
        SimulatedCluster cluster = new SimulatedCluster(scenario, choices);
        cluster.createTopic(scenario.name(), Scenario.PARTITIONS, Interpreter.topicConfig(scenario));
        return new Interpreter(cluster, scenario).run();
    }

    private static int agreement(List<Observation> observed, List<Observation> simulated) {
        int steps = 0;
        while (steps < observed.size() && observed.get(steps).equals(simulated.get(steps))) {
            steps++;
        }
        return steps;
    }

    /** The scenario up to the first difference. */
    private static String describe(Scenario scenario, List<Observation> observed, List<Observation> simulated) {
        int agreed = agreement(observed, simulated);
        StringBuilder text = new StringBuilder("\n" + scenario.name() + "\n");
        observed.subList(0, agreed)
                .forEach(observation -> text.append("   ").append(observation).append('\n'));
        text.append("   real      ").append(observed.get(agreed)).append('\n');
        text.append("   simulated ").append(simulated.get(agreed)).append('\n');
        return text.toString();
    }
}
