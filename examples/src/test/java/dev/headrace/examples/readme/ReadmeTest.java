package dev.headrace.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.Headrace;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.testkit.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"CountPurchases", "FollowEmails"})
    void showsTheProgramsOfThisPackage(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/headrace/examples/readme/" + name + ".java"));
        String program = source.substring(source.indexOf("public final class"));

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + program + "```\n");
        assertThat(program.lines()).hasSizeLessThan(28);
    }

    @Test
    void theProgramFollowsEmails(@TempDir Path directory) throws Exception {
        Path events = Files.createDirectories(directory.resolve("events"));
        Files.writeString(
                events.resolve("1.json"),
                "{\"user_id\":\"a\",\"device\":\"iOS\",\"traffic_source\":\"email\"}\n"
                        + "{\"user_id\":\"b\",\"device\":\"Linux\",\"traffic_source\":\"google\"}\n");
        Path output = directory.resolve("output");

        FollowEmails.main(
                new String[] {events.toString(), directory.resolve("checkpoint").toString(), output.toString()});

        assertThat(Rows.read().parquet(output.toString()).collect())
                .extracting(Row::values)
                .containsExactly(List.of("a", true));
    }

    @Test
    void namesTheCommandThatTheBuildServerRuns() throws IOException {
        List<String> script = Files.readAllLines(ROOT.resolve(".ci/run"));

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```sh\n" + script.get(script.size() - 1));
    }

    @Test
    void linksOfAllDocumentsLeadSomewhere() throws IOException {
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(
                            documents.filter(file -> file.toString().endsWith(".md")),
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve))
                    .forEach(ReadmeTest::assertLinksExist);
        }
    }

    @Test
    @Timeout(60)
    void theProgramCountsPurchases(@TempDir Path stateDir) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopic("events", 2);
            broker.createTopic("purchases-by-source", 2);
            produce(broker, "email", "finalize", "email", "cart", "google", "finalize", "email", "finalize");
            Thread program = new Thread(() -> run(broker.bootstrapServers(), stateDir), "program");
            program.start();
            try {
                assertThat(awaitCounts(broker, 3)).isEqualTo(Map.of("email", 2L, "google", 1L));
            } finally {
                Headrace.shared().close();
                program.join();
            }
        }
    }

    private static void run(String bootstrapServers, Path stateDir) {
        try {
            CountPurchases.main(new String[] {bootstrapServers, stateDir.toString()});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void produce(EmbeddedBroker broker, String... keysAndValues) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                producer.send(new ProducerRecord<>("events", keysAndValues[i], keysAndValues[i + 1]));
            }
        }
    }

    /** The last count of each key, when they sum up to {@code total}. */
    private static Map<String, Long> awaitCounts(EmbeddedBroker broker, long total) {
        Map<String, Long> counts = new HashMap<>();
        try (KafkaConsumer<String, Long> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "readme",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new LongDeserializer())) {
            consumer.subscribe(List.of("purchases-by-source"));
            while (counts.values().stream().mapToLong(Long::longValue).sum() < total) {
                consumer.poll(Duration.ofMillis(100)).forEach(count -> counts.put(count.key(), count.value()));
            }
        }
        return counts;
    }

    private static void assertLinksExist(Path document) {
        try {
            List<String> targets = LINK.matcher(Files.readString(document))
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .toList();
            assertThat(targets).as("links of %s", document).allSatisfy(target -> assertThat(
                            document.resolveSibling(target))
                    .exists());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
