package dev.headrace.soak;

import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.stores.Stores;
import dev.headrace.topology.Topology;
import org.apache.kafka.common.serialization.Serdes;

/** What the soak runs: a count by key in a persistent store, and every record passed through under its origin. */
final class SoakTopology {

    static final String IN = "in";
    static final String COUNTS = "counts";
    static final String SEEN = "seen";
    static final String STORE = "counts-store";
    static final int PARTITIONS = 4;

    private SoakTopology() {}

    /**
     * The topology.
     *
     * @param processed run for every record that is processed
     */
    static Topology counting(Runnable processed) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> in = builder.stream(IN, Consumed.with(Serdes.String(), Serdes.String()));
        in.process(() -> new Origin(processed)).to(SEEN, Produced.with(Serdes.String(), Serdes.String()));
        in.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long>as(Stores.persistentTimestampedKeyValueStore(STORE))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .to(COUNTS, Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** Replaces a record's value by where it came from, as {@code topic/partition/offset}. */
    private static final class Origin implements Processor<String, String, String, String> {

        private final Runnable processed;
        private ProcessorContext<String, String> context;

        private Origin(Runnable processed) {
            this.processed = processed;
        }

        @Override
        @SuppressWarnings("NullAway.Init")
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            processed.run();
            var from = context.recordMetadata().orElseThrow();
            context.forward(record.withValue(from.topic() + "/" + from.partition() + "/" + from.offset()));
        }
    }
}
