package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnedSourcesTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void readersAreClosedIfTheNextSourceCannotBeOpened() {
        Source<Void, Void> good = new Opening(true);
        Source<Void, Void> bad = new Opening(false);
        var plan = new Topology()
                .addSource("good", good)
                .addSource("gone", bad)
                .addSink("out", "topic", "good", "gone")
                .plan();
        OwnedSources sources = new OwnedSources(plan.subTopologies().get(0), 0, Map.of("good", good, "gone", bad));
        sources.begin(Map.of());

        assertThatThrownBy(sources::starts)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot read source gone: It is gone");
        assertThat(closed).containsExactly("reader");
    }

    private final class Opening implements Source<Void, Void> {

        private final boolean there;

        private Opening(boolean there) {
            this.there = there;
        }

        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public SourcePosition initial(int partition) {
            return SourcePosition.of(0);
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
            return from;
        }

        @Override
        public SourceReader<Void, Void> reader(int partition, SourcePosition from) throws IOException {
            if (!there) {
                throw new IOException("It is gone");
            }
            return new SourceReader<>() {
                @Override
                public List<SourceRecord<Void, Void>> poll(int recordsMax, @Nullable SourcePosition until) {
                    return List.of();
                }

                @Override
                public SourcePosition position() {
                    return from;
                }

                @Override
                public void close() {
                    closed.add("reader");
                }
            };
        }
    }
}
