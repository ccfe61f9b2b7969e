package dev.headrace.examples.email;

import dev.headrace.ProbedSession;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What runs in a process of its own, until it is killed, ends itself, or there is nothing left to read. */
final class FileSoakChild {

    private FileSoakChild() {}

    /** Takes the job, the directory, {@code all} or {@code forever}, and the stage, side and commit to end at, or none of these. */
    public static void main(String[] arguments) throws InterruptedException {
        FileSoakJob job = FileSoakJob.valueOf(arguments[0]);
        Path home = Path.of(arguments[1]);
        Trigger trigger = arguments[2].equals("all") ? Trigger.availableNow() : Trigger.processingTime(Duration.ZERO);
        Optional<KillSite> halt = arguments.length > 3
                ? Optional.of(new KillSite(CommitStage.valueOf(arguments[3]), Boolean.parseBoolean(arguments[4])))
                : Optional.empty();
        int commitsBefore = arguments.length > 3 ? Integer.parseInt(arguments[5]) : 0;
        QueryOptions options = QueryOptions.builder()
                .commitLog(CommitLog.directory(home.resolve("checkpoint")))
                .stateDir(home.resolve("state"))
                .trigger(trigger)
                .workers(2)
                .build();
        StreamingQuery query = ProbedSession.start(
                job.topology(home), options, new CommitDial(home.resolve("dial"), halt, commitsBefore));
        System.out.println("started");
        query.awaitTermination();
    }
}
