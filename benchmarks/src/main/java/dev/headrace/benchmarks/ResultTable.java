package dev.headrace.benchmarks;

import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.Workload;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The runs of one workload as text for a terminal. */
final class ResultTable {

    private static final String ROW = "%-15s %8s %8s %8s %12s %8s %8s %9s %12s%n";

    private final Workload workload;
    private final List<ContestantKind> contestants;
    private final List<Run> runs;

    ResultTable(Workload workload, List<ContestantKind> contestants, List<Run> runs) {
        this.workload = workload;
        this.contestants = contestants;
        this.runs = runs.stream().filter(run -> run.workload() == workload).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(format(
                "%s: %s, %,d records, CPU seconds per million records%n",
                workload.letter(), workload.title(), runs.get(0).measurement().records()));
        text.append(format(ROW, "", "median", "min", "max", "records/s", "wall s", "GC s", "RSS MiB", "written"));
        contestants.forEach(contestant -> text.append(row(contestant)));
        ContestantKind base = contestants.get(contestants.size() - 1);
        contestants.stream()
                .filter(contestant -> contestant != base)
                .forEach(contestant -> text.append(ratio(contestant, base)));
        return text.toString();
    }

    private String row(ContestantKind contestant) {
        Median cpu = median(contestant, Measurement::cpuSecondsPerMillion);
        return format(
                ROW,
                contestant.id(),
                format("%.2f", cpu.value()),
                format("%.2f", cpu.min()),
                format("%.2f", cpu.max()),
                format(
                        "%,.0f",
                        median(contestant, Measurement::recordsPerSecond).value()),
                format("%.1f", median(contestant, Measurement::wallSeconds).value()),
                format(
                        "%.2f",
                        median(contestant, measured -> measured.gcMs() / 1e3).value()),
                format(
                        "%.0f",
                        median(contestant, measured -> measured.peakRssBytes() / 0x1p20)
                                .value()),
                format("%,d", of(contestant).get(0).outputRecords()));
    }

    private String ratio(ContestantKind contestant, ContestantKind base) {
        double[] ratios = of(contestant).stream()
                .mapToDouble(run -> run.measurement().cpuSecondsPerMillion()
                        / inRound(base, run.round()).measurement().cpuSecondsPerMillion())
                .toArray();
        Median ratio = Median.of(ratios);
        return format(
                "CPU %s / %s: %.2f (%.2f to %.2f)%n",
                contestant.id(), base.id(), ratio.value(), ratio.min(), ratio.max());
    }

    private Median median(ContestantKind contestant, ToDoubleFunction<Measurement> quantity) {
        return Median.of(of(contestant).stream()
                .map(Run::measurement)
                .mapToDouble(quantity)
                .toArray());
    }

    private List<Run> of(ContestantKind contestant) {
        return runs.stream().filter(run -> run.contestant() == contestant).toList();
    }

    private Run inRound(ContestantKind contestant, int round) {
        return of(contestant).stream()
                .filter(run -> run.round() == round)
                .findFirst()
                .orElseThrow();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
