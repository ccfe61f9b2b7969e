package dev.headrace.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.headrace.sink.InputRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its origin, where its format has a place for it.
 *
 * @param query the query that wrote it
 * @param sink the name of the sink
 * @param partition the partition of the sink's task
 * @param ofEpoch what is known when the epoch ends; null in files that were full before
 */
record FileFacts(
        String query, String sink, int partition, @Nullable OfEpoch ofEpoch) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "headrace.query";
    private static final String SINK = "headrace.sink";
    private static final String PARTITION = "headrace.partition";
    private static final String FILES = "headrace.files";
    private static final String INPUTS = "headrace.inputs";
    private static final String RESULT_OF = "headrace.result-of";

    /**
     * What an epoch wrote, and of what.
     *
     * @param files how many files the task wrote in the epoch
     * @param inputs what it read
     * @param resultOf the epoch, where the file is the whole result at its end; null where the file's name tells the epoch
     */
    record OfEpoch(
            int files, List<InputRange> inputs, @Nullable Long resultOf) {

        static OfEpoch parts(int files, List<InputRange> inputs) {
            return new OfEpoch(files, inputs, null);
        }

        static OfEpoch whole(long epoch, List<InputRange> inputs) {
            return new OfEpoch(1, inputs, epoch);
        }
    }

    /** Who wrote it, in words. */
    String origin() {
        return "sink '" + sink + "', partition " + partition + ", of query " + query;
    }

    Map<String, String> asMap() throws IOException {
        Map<String, String> map = new HashMap<>();
        map.put(QUERY, query);
        map.put(SINK, sink);
        map.put(PARTITION, Integer.toString(partition));
        if (ofEpoch != null) {
            map.put(FILES, Integer.toString(ofEpoch.files));
            map.put(INPUTS, written(ofEpoch.inputs));
            if (ofEpoch.resultOf != null) {
                map.put(RESULT_OF, Long.toString(ofEpoch.resultOf));
            }
        }
        return map;
    }

    /**
     * Reads what {@link #asMap} made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static FileFacts of(Map<String, String> map) {
        String query = map.get(QUERY);
        String sink = map.get(SINK);
        String partition = map.get(PARTITION);
        if (query == null || sink == null || partition == null) {
            throw new IllegalArgumentException("it does not say which query wrote it");
        }
        String files = map.get(FILES);
        String inputs = map.get(INPUTS);
        String resultOf = map.get(RESULT_OF);
        return new FileFacts(
                query,
                sink,
                Integer.parseInt(partition),
                files == null || inputs == null
                        ? null
                        : new OfEpoch(
                                Integer.parseInt(files),
                                read(inputs),
                                resultOf == null ? null : Long.valueOf(resultOf)));
    }

    private static String written(List<InputRange> inputs) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (InputRange range : inputs) {
            array.addObject()
                    .put("input", range.input())
                    .put("partition", range.partition())
                    .put("from", range.from())
                    .put("to", range.to());
        }
        return JSON.writeValueAsString(array);
    }

    private static List<InputRange> read(String inputs) {
        try {
            List<InputRange> ranges = new ArrayList<>();
            for (JsonNode range : JSON.readTree(inputs)) {
                ranges.add(new InputRange(
                        range.required("input").asText(),
                        range.required("partition").asInt(),
                        range.required("from").asText(),
                        range.required("to").asText()));
            }
            return ranges;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what it says of its input is damaged", e);
        }
    }
}
