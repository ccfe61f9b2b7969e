package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.runtime.task.SourceInput;
import dev.headrace.runtime.task.Task.SourceStart;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.SubTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of one task that are not topics: where each stood at the last commit, and how far it may be read. */
final class OwnedSources {

    private final Map<String, Source<?, ?>> sources = new LinkedHashMap<>();
    private final int partition;
    private Map<String, SourcePosition> committed = new HashMap<>();

    /**
     * The sources of {@code subTopology}.
     *
     * @param opened the sources of the query by name
     */
    OwnedSources(SubTopology subTopology, int partition, Map<String, Source<?, ?>> opened) {
        this.partition = partition;
        for (var node : subTopology.sources()) {
            if (node instanceof SourceNode source
                    && partition < Lookup.in(opened, source.name()).partitions()) {
                sources.put(source.name(), Lookup.in(opened, source.name()));
            }
        }
    }

    /** Begins at the positions of the last checkpoint; a source that has none there begins where it wants to. */
    void begin(Map<String, SourcePosition> last) {
        sources.forEach((name, source) -> {
            SourcePosition position = last.get(name);
            committed.put(name, position != null ? position : asked(name, () -> source.initial(partition)));
        });
    }

    /** Opens every source where it stood at the last commit. */
    Map<String, SourceStart> starts() {
        Map<String, SourceStart> starts = new LinkedHashMap<>();
        try {
            sources.forEach((name, source) -> {
                SourcePosition position = Lookup.in(committed, name);
                starts.put(name, new SourceStart(asked(name, () -> source.reader(partition, position)), position));
            });
            return starts;
        } catch (RuntimeException e) {
            starts.values().forEach(start -> close(start.reader(), e));
            throw e;
        }
    }

    private static void close(SourceReader<?, ?> reader, RuntimeException because) {
        try {
            reader.close();
        } catch (IOException | RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    /** Where {@code input} may be read to, by an epoch that opens now. */
    SourcePosition end(SourceInput input, ReadLimit limit, @Nullable SourcePosition last) {
        Source<?, ?> source = Lookup.in(sources, input.sourceName());
        return asked(input.sourceName(), () -> source.end(partition, input.position(), limit, last));
    }

    /** Whether an input stands elsewhere than at the last commit. */
    boolean haveMoved(List<SourceInput> inputs) {
        return inputs.stream().anyMatch(input -> !input.position().equals(committed.get(input.sourceName())));
    }

    /** Where the inputs stand, by source. */
    static Map<String, SourcePosition> positions(List<SourceInput> inputs) {
        Map<String, SourcePosition> positions = new HashMap<>();
        inputs.forEach(input -> positions.put(input.sourceName(), input.position()));
        return positions;
    }

    /** Everything before {@code positions} is committed. */
    void committed(Map<String, SourcePosition> positions) {
        committed = new HashMap<>(positions);
        positions.forEach((name, position) -> asked(name, () -> {
            Lookup.in(sources, name).committed(partition, position);
            return position;
        }));
    }

    private static <T> T asked(String source, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read source " + source + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }
}
