package dev.headrace.mutants;

import dev.headrace.processor.Record;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A staged sink in memory, which outlives every process: what lies staged, and what anybody can see. */
final class Shelf implements Sink<String, String> {

    private final Map<String, List<String>> staged = new TreeMap<>();
    private final Map<String, List<String>> published = new TreeMap<>();
    private boolean failing;

    /** Whoever publishes next fails, and nothing becomes visible. */
    void failNextPublication() {
        failing = true;
    }

    /** Nobody fails any more. */
    void heal() {
        failing = false;
    }

    /** The rows that anybody can see. */
    List<String> rows() {
        return published.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String describe() {
        return "a shelf in memory";
    }

    @Override
    public SinkWriter<String, String> writer(SinkContext context) {
        return new Writer(context.partition() + "-", context.incarnation().toString());
    }

    private final class Writer implements SinkWriter<String, String> {

        private final String prefix;
        private final String incarnation;
        private List<String> open = new ArrayList<>();

        private Writer(String prefix, String incarnation) {
            this.prefix = prefix;
            this.incarnation = incarnation;
        }

        @Override
        public void write(Record<String, String> record) {
            open.add(record.value());
        }

        @Override
        public Receipt stage(long epoch, List<InputRange> inputs) {
            if (open.isEmpty()) {
                return Receipt.NOTHING;
            }
            String name = prefix + incarnation + "-" + epoch;
            staged.put(name, open);
            open = new ArrayList<>();
            return new Receipt(epoch, name);
        }

        @Override
        public void publish(Receipt receipt) throws IOException {
            if (failing) {
                failing = false;
                throw new IOException("The shelf is full");
            }
            List<String> rows = staged.remove(receipt.json());
            if (rows != null) {
                published.put(receipt.json(), rows);
            }
        }

        @Override
        public void rollback(List<Receipt> uncommitted) {
            open.clear();
            uncommitted.forEach(receipt -> staged.remove(receipt.json()));
        }

        @Override
        public void sweep(List<Receipt> committed) {
            Set<String> named = new HashSet<>();
            committed.forEach(receipt -> named.add(receipt.json()));
            staged.keySet().removeIf(name -> name.startsWith(prefix) && !named.contains(name));
        }

        @Override
        public void close() {}
    }
}
