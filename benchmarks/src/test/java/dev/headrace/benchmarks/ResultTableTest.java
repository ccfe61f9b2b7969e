package dev.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void pairsRatiosByRound() {
        List<Run> runs = List.of(
                run(ContestantKind.BARE, 0, 1.0),
                run(ContestantKind.KAFKA_STREAMS, 0, 2.0),
                run(ContestantKind.KAFKA_STREAMS, 1, 9.0),
                run(ContestantKind.BARE, 1, 3.0),
                run(ContestantKind.BARE, 2, 2.0),
                run(ContestantKind.KAFKA_STREAMS, 2, 8.0));

        String table = new ResultTable(
                        Workload.KEYED_COUNT, List.of(ContestantKind.BARE, ContestantKind.KAFKA_STREAMS), runs)
                .toString();

        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).matches("bare +2\\.00 +1\\.00 +3\\.00 .*"))
                .anySatisfy(line -> assertThat(line).matches("kafka-streams +8\\.00 +2\\.00 +9\\.00 .*"))
                .contains("CPU bare / kafka-streams: 0.33 (0.25 to 0.50)");
    }

    @Test
    void leavesOutOtherWorkloads() {
        List<Run> runs = List.of(
                run(ContestantKind.BARE, 0, 1.0),
                new Run(Workload.FILTER_MAP, ContestantKind.BARE, 0, measurement(7.0), 1));

        assertThat(new ResultTable(Workload.KEYED_COUNT, List.of(ContestantKind.BARE), runs).toString())
                .doesNotContain("7.00");
    }

    private static Run run(ContestantKind contestant, int round, double cpuSecondsPerMillion) {
        return new Run(Workload.KEYED_COUNT, contestant, round, measurement(cpuSecondsPerMillion), 500_000);
    }

    private static Measurement measurement(double cpuSecondsPerMillion) {
        return new Measurement(2_000_000, (long) (2e9 * cpuSecondsPerMillion), 4_000_000_000L, 12, 300 << 20);
    }
}
