package dev.headrace.runtime.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.StreamsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointCodecTest {

    private static final CheckpointKey KEY = CheckpointKey.task(new TaskKey("counts", 0));

    @Property
    void tasksAreReadAsTheyWereWritten(@ForAll("tasks") TaskCheckpoint task) {
        assertThat(CheckpointCodec.decodeTask(KEY, CheckpointCodec.encode(task)))
                .isEqualTo(task);
    }

    @Property
    void sinksAreReadAsTheyWereWritten(@ForAll("sinks") SinkCheckpoint sink) {
        assertThat(CheckpointCodec.decodeSink(KEY, CheckpointCodec.encode(sink)))
                .isEqualTo(sink);
    }

    @Property
    void queriesAreReadAsTheyWereWritten(@ForAll("queries") QueryCheckpoint query) {
        assertThat(CheckpointCodec.decodeQuery(KEY, CheckpointCodec.encode(query)))
                .isEqualTo(query);
    }

    @Property
    void sourcesAreReadAsTheyWereWritten(@ForAll long epoch, @ForAll("texts") String memory) {
        SourceCheckpoint source = new SourceCheckpoint(epoch, memory);

        assertThat(CheckpointCodec.decodeSource(KEY, CheckpointCodec.encode(source)))
                .isEqualTo(source);
    }

    @Test
    void kindOfTheKeyTellsTheKindOfTheRecord() {
        TaskKey task = new TaskKey("counts", 0);
        Map<CheckpointKey, Checkpoint> records = Map.of(
                KEY,
                new TaskCheckpoint(new CommitToken(new UUID(1, 2), 3), Map.of(), Map.of(), 1, 2, Map.of(), null, 4),
                CheckpointKey.sink(task, "s"),
                SinkCheckpoint.EMPTY.with(1, "{}"),
                CheckpointKey.source(task, "s"),
                new SourceCheckpoint(1, "m"),
                CheckpointKey.query(),
                new QueryCheckpoint(new UUID(1, 2), 5, Map.of(), Map.of()));

        records.forEach((key, record) -> assertThat(CheckpointCodec.decode(key, CheckpointCodec.encode(record)))
                .isEqualTo(record));
    }

    @Test
    void formatIsWhatEarlierVersionsWrote() {
        TaskCheckpoint task = new TaskCheckpoint(
                new CommitToken(new UUID(0, 1), 7),
                Map.of("orders-1", "43", "orders-0", "42"),
                Map.of("orders-0", 1000L),
                1000,
                TaskCheckpoint.NO_TIME_MS,
                Map.of("counts", 9L),
                new DrainPlan(new UUID(0, 2), Map.of("orders-0", "50"), false),
                2000);
        String json = """
                {"v":1,"incarnation":"00000000-0000-0000-0000-000000000001","epoch":7,\
                "positions":{"orders-0":"42","orders-1":"43"},"partitionTimesMs":{"orders-0":1000},\
                "streamTimeMs":1000,"changelogs":{"counts":9},"drain":{"runId":"00000000-0000-0000-0000-000000000002",\
                "ends":{"orders-0":"50"},"done":false},"committedAtMs":2000}""";

        assertThat(CheckpointCodec.encode(task)).asString(UTF_8).isEqualTo(json);
        assertThat(CheckpointCodec.decodeTask(KEY, json.getBytes(UTF_8))).isEqualTo(task);
        assertThat(CheckpointCodec.encode(SinkCheckpoint.EMPTY.with(7, "{\"staged\":[]}")))
                .asString(UTF_8)
                .isEqualTo("{\"v\":1,\"unpublished\":[{\"epoch\":7,\"receipt\":\"{\\\"staged\\\":[]}\"}]}");
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() {
        assertThat(CheckpointCodec.decodeSource(
                        KEY, "{\"v\":1,\"epoch\":1,\"more\":[],\"memory\":\"m\"}".getBytes(UTF_8)))
                .isEqualTo(new SourceCheckpoint(1, "m"));
    }

    @Test
    void refusesANewerFormatAndSaysWhatToDo() {
        assertThatThrownBy(() -> CheckpointCodec.decodeTask(KEY, "{\"v\":2}".getBytes(UTF_8)))
                .isInstanceOf(StreamsException.class)
                .hasMessage("Cannot read the checkpoint record task/counts/0: it has format 2 and this version of"
                        + " Headrace reads up to 1; start the version that wrote it, or a newer one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"v\":1}",
                "{\"v\":\"1\",\"epoch\":1,\"memory\":\"m\"}",
                "{\"v\":1,\"epoch\":1.5,\"memory\":\"m\"}",
                "{\"v\":1,\"epoch\":1,\"memory\":7}",
                "{\"v\":1,\"epoch\":1,\"memory\":\"m\"} trailing"
            })
    void refusesDamagedRecordsByKey(String json) {
        assertThatThrownBy(() -> CheckpointCodec.decodeSource(KEY, json.getBytes(UTF_8)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("task/counts/0", "damaged");
    }

    @Test
    void publishedReceiptsLeaveTheSink() {
        SinkCheckpoint sink = SinkCheckpoint.EMPTY.with(1, "a").with(2, "b").with(4, "c");

        assertThat(sink.publishedUpTo(2)).isEqualTo(SinkCheckpoint.EMPTY.with(4, "c"));
        assertThat(sink.publishedUpTo(0)).isEqualTo(sink);
        assertThat(sink.publishedUpTo(4)).isEqualTo(SinkCheckpoint.EMPTY);
    }

    @Provide
    static Arbitrary<TaskCheckpoint> tasks() {
        Arbitrary<CommitToken> tokens =
                Combinators.combine(ids(), Arbitraries.longs()).as(CommitToken::new);
        Arbitrary<DrainPlan> plans = Combinators.combine(ids(), textMaps(), Arbitraries.of(true, false))
                .as(DrainPlan::new)
                .injectNull(0.5);
        Arbitrary<Long> times = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.just(TaskCheckpoint.NO_TIME_MS));
        return Combinators.combine(
                        tokens,
                        textMaps(),
                        Arbitraries.maps(texts(), Arbitraries.longs()).ofMaxSize(5),
                        times,
                        times,
                        Arbitraries.maps(texts(), Arbitraries.longs()).ofMaxSize(5),
                        plans,
                        Arbitraries.longs())
                .as(TaskCheckpoint::new);
    }

    @Provide
    static Arbitrary<SinkCheckpoint> sinks() {
        return Combinators.combine(Arbitraries.longs(), texts())
                .as(SinkCheckpoint.Unpublished::new)
                .list()
                .ofMaxSize(5)
                .map(SinkCheckpoint::new);
    }

    @Provide
    static Arbitrary<QueryCheckpoint> queries() {
        return Combinators.combine(ids(), Arbitraries.longs(), textMaps(), textMaps())
                .as(QueryCheckpoint::new);
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(20);
    }

    private static Arbitrary<Map<String, String>> textMaps() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(5);
    }

    private static Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    @Test
    void sameRecordHasTheSameBytesWhateverTheOrderOfItsMaps() {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        List<String> names = List.of("a-0", "a-1", "b-0");
        names.forEach(name -> forward.put(name, "1"));
        for (int i = names.size() - 1; i >= 0; i--) {
            backward.put(names.get(i), "1");
        }

        assertThat(CheckpointCodec.encode(new QueryCheckpoint(new UUID(0, 1), 2, forward, Map.of())))
                .isEqualTo(CheckpointCodec.encode(new QueryCheckpoint(new UUID(0, 1), 2, backward, Map.of())));
    }
}
