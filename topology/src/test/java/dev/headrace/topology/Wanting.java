package dev.headrace.topology;

import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source and a sink that are only talked about, never opened. */
record Wanting(String describe) implements Source<String, String>, Sink<String, String> {

    @Override
    public Optional<String> whyNotContinuous() {
        return Optional.empty();
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public SourcePosition initial(int partition) {
        throw new UnsupportedOperationException(describe);
    }

    @Override
    public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
        throw new UnsupportedOperationException(describe);
    }

    @Override
    public SourceReader<String, String> reader(int partition, SourcePosition from) {
        throw new UnsupportedOperationException(describe);
    }

    @Override
    public SinkWriter<String, String> writer(SinkContext context) {
        throw new UnsupportedOperationException(describe);
    }
}
