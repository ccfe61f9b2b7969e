package dev.headrace.soak;

import dev.headrace.ProbedHeadrace;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What runs in a worker process: the query, until standard input ends or says {@code stop}. Its output is one report a line:
 * {@code working <worker>}, {@code restored <partition> <records>}, {@code failed <why>}.
 */
final class SoakChild {

    private static final Duration SESSION = Duration.ofSeconds(30);
    private static final int FAILED = 1;

    private SoakChild() {}

    /** Takes the application id, bootstrap servers, directory and number of workers. */
    public static void main(String[] arguments) throws IOException {
        PrintStream reports = System.out;
        System.setOut(System.err);
        Path directory = Path.of(arguments[2]);
        FlightRecorder recorder = FlightRecorder.open(recorderIn(directory));
        HaltingProbe probe = new HaltingProbe(recorder, reports::println);
        QueryOptions options = QueryOptions.builder()
                .commitLog(CommitLog.kafka(arguments[0], arguments[1]))
                .stateDir(directory)
                .workers(Integer.parseInt(arguments[3]))
                .staticMembership()
                .sessionTimeout(SESSION)
                .build();
        StreamingQuery query = ProbedHeadrace.start(
                SoakTopology.counting(probe::processed),
                options,
                new RestoreCountingClients(
                        (changelog, count) -> reports.println("restored " + changelog.partition() + " " + count)),
                probe);
        exitWhenItFails(query, reports);
        obey(probe);
        System.exit(query.stop(Duration.ofSeconds(60)) ? 0 : FAILED);
    }

    /** The recorder of the process over {@code directory}. */
    static Path recorderIn(Path directory) {
        return directory.resolve("flight-recorder");
    }

    private static void exitWhenItFails(StreamingQuery query, PrintStream reports) {
        Thread watch = new Thread(
                () -> {
                    try {
                        query.awaitTermination();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        e.printStackTrace();
                        reports.println("failed " + e);
                        Runtime.getRuntime().halt(FAILED);
                    }
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Takes {@code halt <stage> <moment> <commits before>} until the input ends or says otherwise. */
    private static void obey(HaltingProbe probe) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ");
            if (!words[0].equals("halt")) {
                return;
            }
            probe.haltAt(KillSite.parse(words[1], words[2]), Integer.parseInt(words[3]));
        }
    }
}
