package dev.headrace.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.streaming.StreamingQueryProgress.SinkProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.StreamingQueryProgress.StateOperatorProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamingQueryProgressTest {

    private static final UUID ID = new UUID(0, 1);
    private static final UUID RUN_ID = new UUID(0, 2);
    private static final SinkProgress FILES = new SinkProgress("FileSink[/out]", 12, Map.of());

    private static StreamingQueryProgress progress(List<SourceProgress> sources, List<SinkProgress> sinks) {
        return new StreamingQueryProgress(
                ID,
                RUN_ID,
                "clicks",
                Instant.parse("2024-05-06T07:08:09Z"),
                7,
                250,
                Map.of("triggerExecution", 250L, "addBatch", 200L),
                Map.of("watermark", "2024-05-06T06:58:09.000Z"),
                List.of(new StateOperatorProgress("counts", 10, 3, 4, 1, 2, 5, 4096, 6, 2, 2, Map.of())),
                sources,
                sinks);
    }

    private static SourceProgress source(String end, long rows, double arrived, double processed) {
        return new SourceProgress("KafkaV2[Subscribe[clicks]]", null, end, null, rows, arrived, processed, Map.of());
    }

    @Test
    void printsStructuredStreamingsFieldsInItsOrder() throws Exception {
        StreamingQueryProgress progress =
                progress(List.of(source("{\"clicks\":{\"0\":42}}", 12, 48.06, 47.999)), List.of(FILES));

        assertThat(progress.json()).isEqualTo("""
                        {"id":"00000000-0000-0000-0000-000000000001",\
                        "runId":"00000000-0000-0000-0000-000000000002",\
                        "name":"clicks","timestamp":"2024-05-06T07:08:09.000Z","batchId":7,"batchDuration":250,\
                        "numInputRows":12,"inputRowsPerSecond":48.1,"processedRowsPerSecond":48.0,\
                        "durationMs":{"addBatch":200,"triggerExecution":250},\
                        "eventTime":{"watermark":"2024-05-06T06:58:09.000Z"},\
                        "stateOperators":[{"operatorName":"counts","numRowsTotal":10,"numRowsUpdated":3,\
                        "allUpdatesTimeMs":4,"numRowsRemoved":1,"allRemovalsTimeMs":2,"commitTimeMs":5,\
                        "memoryUsedBytes":4096,"numRowsDroppedByWatermark":6,"numShufflePartitions":2,\
                        "numStateStoreInstances":2}],\
                        "sources":[{"description":"KafkaV2[Subscribe[clicks]]","startOffset":null,\
                        "endOffset":{"clicks":{"0":42}},"latestOffset":null,"numInputRows":12,\
                        "inputRowsPerSecond":48.1,"processedRowsPerSecond":48.0}],\
                        "sink":{"description":"FileSink[/out]","numOutputRows":12}}""");
        assertThat(new ObjectMapper().readTree(progress.prettyJson()))
                .isEqualTo(new ObjectMapper().readTree(progress.json()));
        assertThat(progress).hasToString(progress.prettyJson());
    }

    @Test
    void sumsOverSources() {
        StreamingQueryProgress progress =
                progress(List.of(source("1", 12, 48.0, 40.0), source("2", 3, 2.0, 10.0)), List.of(FILES));

        assertThat(progress.numInputRows()).isEqualTo(15);
        assertThat(progress.inputRowsPerSecond()).isEqualTo(50.0);
        assertThat(progress.processedRowsPerSecond()).isEqualTo(50.0);
    }

    @Test
    void leavesOutRatesOverNoTime() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(progress(
                                List.of(source("not {json", 0, Double.NaN, Double.POSITIVE_INFINITY)),
                                List.of(FILES, FILES))
                        .json());

        assertThat(json.has("inputRowsPerSecond")).isFalse();
        assertThat(json.at("/sources/0").has("processedRowsPerSecond")).isFalse();
        assertThat(json.at("/sources/0/endOffset").asText()).isEqualTo("not {json");
        assertThat(json.has("sink")).isFalse();
        assertThat(json.get("sinks")).hasSize(2);
    }

    @Test
    void statusPrintsAsJson() {
        assertThat(new StreamingQueryStatus("Waiting for data to arrive", false, true).json())
                .isEqualTo("{\"message\":\"Waiting for data to arrive\",\"isDataAvailable\":false,"
                        + "\"isTriggerActive\":true}");
    }
}
