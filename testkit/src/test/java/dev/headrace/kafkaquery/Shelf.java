package dev.headrace.kafkaquery;

import dev.headrace.processor.Record;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A two-phase sink: what is staged lies in a back room until it is published on the shelf, under its receipt's name. */
public final class Shelf implements Sink<String, String> {

    private final Map<String, List<String>> backRoom = new ConcurrentHashMap<>();
    private final Map<String, List<String>> shelf = new ConcurrentHashMap<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final List<UUID> incarnations = new CopyOnWriteArrayList<>();

    /** Everything that was ever published, in the order in which it was. */
    public List<String> published() {
        return all;
    }

    /** What is staged and not published. */
    public Map<String, List<String>> staged() {
        return backRoom;
    }

    /** Which lives of tasks have opened a writer. */
    public List<UUID> incarnations() {
        return incarnations;
    }

    @Override
    public String describe() {
        return "shelf";
    }

    @Override
    public SinkWriter<String, String> writer(SinkContext context) {
        incarnations.add(context.incarnation());
        return new Writer(context);
    }

    private final class Writer implements SinkWriter<String, String> {
        private final SinkContext context;
        private final List<String> open = new ArrayList<>();

        private Writer(SinkContext context) {
            this.context = context;
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
            String name = context.partition() + "-" + context.incarnation() + "-" + epoch;
            backRoom.put(name, List.copyOf(open));
            open.clear();
            return new Receipt(epoch, "\"" + name + "\"");
        }

        @Override
        public void publish(Receipt receipt) {
            String name = nameIn(receipt);
            List<String> staged = backRoom.remove(name);
            if (staged != null && shelf.put(name, staged) == null) {
                all.addAll(staged);
            }
        }

        @Override
        public void rollback(List<Receipt> uncommitted) {
            open.clear();
            uncommitted.forEach(receipt -> backRoom.remove(nameIn(receipt)));
        }

        @Override
        public void sweep(List<Receipt> committed) {
            backRoom.keySet().removeIf(name -> name.startsWith(context.partition() + "-"));
        }

        @Override
        public long bufferedBytes() {
            return open.size();
        }

        @Override
        public void close() {}

        private static String nameIn(Receipt receipt) {
            return receipt.json().substring(1, receipt.json().length() - 1);
        }
    }
}
