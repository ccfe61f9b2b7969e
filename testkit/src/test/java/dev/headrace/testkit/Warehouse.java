package dev.headrace.testkit;

import dev.headrace.kafkaquery.Numbers;
import dev.headrace.kafkaquery.Shelf;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;

/** Numbers that come from no topic, counted in a store, and a place outside of Kafka for the counts. */
final class Warehouse {

    private static final String COUNT = "count";

    private final Sink<String, String> sink;
    private final Supplier<List<String>> rows;

    private Warehouse(Sink<String, String> sink, Supplier<List<String>> rows) {
        this.sink = sink;
        this.rows = rows;
    }

    /** Its sink shows nothing before it is committed. */
    static Warehouse careful() {
        Shelf shelf = new Shelf();
        return new Warehouse(shelf, () -> List.copyOf(shelf.published()));
    }

    /** Its sink shows everything at once. */
    static Warehouse careless() {
        Window window = new Window();
        return new Warehouse(window, () -> List.copyOf(window.rows));
    }

    Topology topology() {
        Topology topology = new Topology();
        topology.addSource("numbers", new Numbers(1, 7, 2));
        topology.addProcessor("count", Counting::new, "numbers");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COUNT), Serdes.String(), Serdes.Long()),
                "count");
        topology.addSink("sink", sink, "count");
        return topology;
    }

    List<String> rows() {
        return rows.get();
    }

    private static final class Counting extends ContextualProcessor<String, String, String, String> {

        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            counts = context.getStateStore(COUNT);
        }

        @Override
        public void process(Record<String, String> record) {
            Long before = counts.get("all");
            long now = before == null ? 1 : before + 1;
            counts.put("all", now);
            context().forward(record.withValue(record.value() + " is number " + now));
        }
    }

    private static final class Window implements Sink<String, String> {

        private final List<String> rows = new ArrayList<>();

        @Override
        public String describe() {
            return "a window";
        }

        @Override
        public SinkWriter<String, String> writer(SinkContext context) {
            return new SinkWriter<>() {

                @Override
                public void write(Record<String, String> record) {
                    rows.add(record.value());
                }

                @Override
                public Receipt stage(long epoch, List<InputRange> inputs) {
                    return Receipt.NOTHING;
                }

                @Override
                public void publish(Receipt receipt) {}

                @Override
                public void rollback(List<Receipt> uncommitted) {}

                @Override
                public void sweep(List<Receipt> committed) {}

                @Override
                public void close() {}
            };
        }
    }
}
