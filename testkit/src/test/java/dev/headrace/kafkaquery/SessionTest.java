package dev.headrace.kafkaquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.ProcessorFailedException;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryListener;
import dev.headrace.testkit.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several queries in one process, and who hears of them. */
@Timeout(60)
class SessionTest {

    @TempDir
    Path stateDir;

    @Test
    void queriesOfASessionRunSideBySideAndListenersHearOfEach() throws Exception {
        Heard heard = new Heard();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Headrace session = new Headrace()) {
            session.addListener(new Broken());
            session.addListener(heard);
            Cluster cluster = new Cluster(broker);
            List.of("one-in", "one-out", "two-in", "two-out").forEach(topic -> broker.createTopic(topic, 2));
            cluster.produce("one-in", 0, 100, 10);
            cluster.produce("two-in", 0, 200, 10);

            StreamingQuery one =
                    session.run(Topologies.passing("one-in", "one-out", record -> {}), options(broker, "one"));
            StreamingQuery two = session.run(
                    Topologies.passing("two-in", "two-out", record -> {
                        if (record.value().equals("v300")) {
                            throw new IllegalStateException("300");
                        }
                    }),
                    options(broker, "two"));
            assertThat(session.active()).containsExactly(one, two);
            assertThat(session.query("two")).containsSame(two);
            assertThatThrownBy(() ->
                            session.run(Topologies.passing("one-in", "two-out", record -> {}), options(broker, "one")))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("one of this name is active");

            one.processAllAvailable();
            two.processAllAvailable();
            assertThat(cluster.committed("one-out", new StringDeserializer())).hasSize(100);
            assertThat(cluster.committed("two-out", new StringDeserializer())).hasSize(200);

            cluster.produce("two-in", 300, 301, 10);
            assertThatThrownBy(two::awaitTermination).isInstanceOf(ProcessorFailedException.class);
            assertThat(session.active()).containsExactly(one);
            cluster.produce("one-in", 100, 150, 10);
            one.processAllAvailable();
            assertThat(cluster.committed("one-out", new StringDeserializer())).hasSize(150);
        }
        assertThat(heard.started).containsExactly("one", "two");
        assertThat(heard.rows).isEqualTo(350);
        assertThat(heard.ended).containsExactly("failed", "stopped");
    }

    private QueryOptions options(EmbeddedBroker broker, String name) {
        return QueryOptions.builder()
                .name(name)
                .commitLog(CommitLog.kafka(name, broker.bootstrapServers()))
                .stateDir(stateDir)
                .build();
    }

    /** Writes down what it is told. */
    private static final class Heard implements StreamingQueryListener {

        private final List<String> started = new CopyOnWriteArrayList<>();
        private final List<String> ended = new CopyOnWriteArrayList<>();
        private long rows;

        @Override
        public void onQueryStarted(QueryStarted event) {
            started.add(event.name());
        }

        @Override
        public synchronized void onQueryProgress(QueryProgress event) {
            rows += event.progress().numInputRows();
        }

        @Override
        public void onQueryTerminated(QueryTerminated event) {
            ended.add(event.exception() == null ? "stopped" : "failed");
        }
    }

    /** Fails at whatever it is told. */
    private static final class Broken implements StreamingQueryListener {

        @Override
        public void onQueryStarted(QueryStarted event) {
            throw new IllegalStateException("started");
        }

        @Override
        public void onQueryProgress(QueryProgress event) {
            throw new IllegalStateException("progress");
        }

        @Override
        public void onQueryTerminated(QueryTerminated event) {
            throw new IllegalStateException("terminated");
        }
    }
}
