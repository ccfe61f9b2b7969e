package dev.headrace.examples.traffic;

import dev.headrace.Headrace;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The program that runs the job. It may be killed at any moment; the next one goes on where it had committed. */
public final class TrafficWorker {

    private static final int WORKERS = 2;

    private TrafficWorker() {}

    /** Runs until standard input ends, or until the trigger does. */
    public static void main(String[] arguments) throws InterruptedException {
        Topology topology = PurchaseCounts.topology(arguments[2], arguments[3]);
        QueryOptions options = QueryOptions.builder()
                .name("purchase-traffic")
                .commitLog(CommitLog.kafka(arguments[0], arguments[1]))
                .trigger(Trigger.of(arguments[4]))
                .stateDir(Path.of(arguments[5]))
                .workers(WORKERS)
                .staticMembership()
                .build();

        StreamingQuery query = Headrace.start(topology, options);

        stopAtEndOfInput(query);
        query.awaitTermination();
    }

    static List<String> arguments(Workplace workplace, Trigger trigger) {
        return List.of(
                workplace.applicationId(),
                workplace.bootstrapServers(),
                workplace.eventTopic(),
                workplace.purchaseTopic(),
                trigger.toString(),
                workplace.stateDirectory().toString());
    }

    private static void stopAtEndOfInput(StreamingQuery query) {
        Thread thread = new Thread(
                () -> {
                    awaitEndOfInput();
                    query.stop();
                },
                "stop-at-end-of-input");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read standard input", e);
        }
    }
}
