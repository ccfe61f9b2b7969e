package dev.headrace.examples.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rows.data.Row;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that read files and write files are killed in epochs with rows. A plain listing of the output is what a batch computes of
 * the events that did not come too late.
 */
class FileSoakTest {

    private static final int FILES_PER_LIFE = 4;
    private static final int MOMENT_MS_MAX = 800;
    private static final int KILLS_IN_VAIN_MAX = 40;
    private static final String IN_THE_EPOCH = "processing";

    @TempDir
    Path home;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Map<String, Integer> kills = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(FileSoakJob.class)
    @Timeout(300)
    void outputIsExactAfterAKillAtEachStage(FileSoakJob job) throws Exception {
        List<KillSite> sites = new ArrayList<>();
        for (CommitStage stage : CommitStage.values()) {
            sites.add(new KillSite(stage, random.nextBoolean()));
        }
        assertSurvives(job, sites, 1);
    }

    @ParameterizedTest
    @EnumSource(FileSoakJob.class)
    @Tag("soak")
    @Timeout(1800)
    void outputIsExactAfterManyKills(FileSoakJob job) throws Exception {
        List<KillSite> sites = new ArrayList<>(KillSite.all());
        sites.addAll(KillSite.all());
        assertSurvives(job, sites, 12);
    }

    private void assertSurvives(FileSoakJob job, List<KillSite> sites, int killsAtAnyMoment) throws Exception {
        SoakFiles files = new SoakFiles(home.resolve("events"));
        files.put();
        assertThat(life(job, "all").waitFor()).isZero();
        for (KillSite site : sites) {
            putSome(files);
            String[] halt = {site.stage().name(), String.valueOf(site.after()), String.valueOf(random.nextInt(3))};
            assertThat(life(job, "forever", halt).waitFor())
                    .as("ended at %s", site)
                    .isEqualTo(CommitDial.HALTED);
            kills.merge(site.stage().name(), 1, Integer::sum);
        }
        for (int kill = 0, inVain = 0; kill < killsAtAnyMoment; ) {
            putSome(files);
            Optional<String> died = killAtAnyMoment(job, MOMENT_MS_MAX * (1 + inVain));
            died.ifPresent(site -> kills.merge(site, 1, Integer::sum));
            kill += died.isPresent() ? 1 : 0;
            inVain += died.isPresent() ? 0 : 1;
            assertThat(inVain).as("kills between two epochs").isLessThan(KILLS_IN_VAIN_MAX);
        }
        files.put();
        assertThat(life(job, "all").waitFor()).isZero();

        System.out.println(job + ": kills in epochs with rows " + kills + ", " + files.lateCount() + " events late");
        assertThat(kills.keySet())
                .containsAll(Stream.of(CommitStage.values()).map(Enum::name).toList());
        assertThat(files.lateCount()).isPositive();
        assertThat(counted(job.output(home))).isNotEmpty().isEqualTo(counted(job.answer(files)));
        job.check(home);
    }

    private static void putSome(SoakFiles files) throws IOException {
        for (int file = 0; file < FILES_PER_LIFE; file++) {
            files.put();
        }
    }

    /** Where the process stood, if an epoch with rows was under way. */
    private Optional<String> killAtAnyMoment(FileSoakJob job, int momentMsMax)
            throws IOException, InterruptedException {
        CommitDial dial = new CommitDial(home.resolve("dial"), Optional.empty(), 0);
        dial.clear();
        Process process = life(job, "forever");
        process.inputReader().readLine();
        process.waitFor(random.nextInt(momentMsMax), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        Optional<KillSite> site = dial.site();
        if (site.isPresent()) {
            return site.map(at -> at.stage().name());
        }
        return isEpochOpen() ? Optional.of(IN_THE_EPOCH) : Optional.empty();
    }

    /** A plan without a commit. */
    private boolean isEpochOpen() throws IOException {
        String commit = Files.readString(home.resolve("checkpoint/commits").resolve(last("commits")));
        long committed = Long.parseLong(commit.replaceAll("(?s).*?\"epoch\":(-?\\d+).*", "$1"));
        return Long.parseLong(last("offsets")) > committed;
    }

    private String last(String directory) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("checkpoint").resolve(directory))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .max((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                    .orElse("-1");
        }
    }

    private Process life(FileSoakJob job, String how, String... halt) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(job.name(), home.toString(), how));
        arguments.addAll(List.of(halt));
        return JavaProcess.of(
                        FileSoakChild.class,
                        List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                        arguments)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private static Map<List<Object>, Integer> counted(List<Row> rows) {
        Map<List<Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(new ArrayList<>(row.values()), 1, Integer::sum));
        return counts;
    }
}
