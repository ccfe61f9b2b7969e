package dev.headrace.examples.guide;

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
import org.junit.jupiter.params.provider.MethodSource;

/** What pages show is compiled, what programs of the guide are said to print they print, and links lead somewhere. */
class DocumentsTest {

    private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern JSON_FIELD = Pattern.compile("\"\\w+\" :");
    private static final int PAGE_LINES_MAX = 130;

    private final List<Source> sources = Source.all();

    @ParameterizedTest
    @MethodSource
    void javaIsCompiled(Document page) {
        assertThat(page.blocks("java"))
                .as("Java of %s that stands in a source file", page)
                .allMatch(block -> sources.stream().anyMatch(source -> source.shows(block)));
    }

    static Stream<Document> javaIsCompiled() {
        return Document.all().stream().filter(page -> !page.blocks("java").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("guide")
    @Timeout(60)
    void programsPrintWhatTheirPageSays(Document page, @TempDir Path directory) throws Exception {
        StringBuilder printed = new StringBuilder();
        for (Source source : sources) {
            if (source.isProgram() && page.blocks("java").stream().anyMatch(source::shows)) {
                Path home = Files.createDirectory(directory.resolve("home" + printed.length()));
                printed.append(source.run(home));
            }
        }
        String output = comparable(printed.toString());

        for (String block : page.blocks("text")) {
            assertThat(output.lines())
                    .containsSubsequence(comparable(block).lines().toList());
        }
        for (String block : page.blocks("json")) {
            assertThat(JSON_FIELD.matcher(block).results().map(MatchResult::group))
                    .allMatch(output::contains);
        }
    }

    static List<Document> guide() {
        return Document.below("docs/guide");
    }

    private static String comparable(String text) {
        return IDENTITY.matcher(text).replaceAll("an-id");
    }

    @ParameterizedTest
    @MethodSource("guide")
    void pagesOfTheGuideAreShortAndListed(Document page) {
        Document index = Document.of(Document.ROOT.resolve("docs/guide/README.md"));

        assertThat(page.text().lines()).hasSizeLessThanOrEqualTo(PAGE_LINES_MAX);
        assertThat(page.equals(index) || index.links().contains(page.path())).isTrue();
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
        List<String> script = Files.readAllLines(Document.ROOT.resolve(".ci/run"));

        assertThat(Document.of(Document.ROOT.resolve("README.md")).text())
                .contains("```sh\n" + script.get(script.size() - 1));
    }

    @Test
    void linksOfAllPagesLeadSomewhere() {
        assertThat(Document.all()).allSatisfy(page -> assertThat(page.links())
                .as("links of %s", page)
                .allSatisfy(target -> assertThat(target).exists()));
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
}
